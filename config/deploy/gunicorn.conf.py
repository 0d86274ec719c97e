"""gunicorn settings of every installation: `gunicorn -c config/deploy/gunicorn.conf.py server.wsgi:app`.

Address and number of workers come from gunicorn itself: `--bind`, `--workers` (or WEB_CONCURRENCY). More than one
worker needs PostgreSQL, GRID_REDIS_URL and nginx in front, which keeps a browser at its worker (nginx.conf).
"""

worker_class = "gevent"  # one greenlet per connection; must patch before anything else is imported: no preload
worker_connections = 4000  # every open page holds one; beyond that new requests wait (LimitNOFILE ≥ 8192)
raw_env = ["GRID_ASYNC_MODE=gevent"]
timeout = 120  # seconds without a sign of life after which a worker is replaced
graceful_timeout = 3  # open sockets never end by themselves; their clients come back and catch up by number
keepalive = 75  # longer than nginx keeps an idle connection to us
control_socket_disable = True
loglevel = "warning"
