"""Entry for gunicorn: `server.wsgi:app`. GeventWorker has patched the standard library before this import."""

from server.app import serve

app = serve()
