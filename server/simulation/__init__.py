"""A simulated city at work: pictures, people and their days. It reaches the application like any other client."""
