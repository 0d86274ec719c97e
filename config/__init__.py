"""What an operator may change without reading code: settings and the catalogue."""
