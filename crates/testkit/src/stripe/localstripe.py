# Runs localstripe for one test: on a port that the system chooses, which is printed, without a file that others share, and for as long as
# whoever started it is there.
import logging
import os
import socket
import sys
import threading

from aiohttp import web
from localstripe.resources import Store
from localstripe.server import app

Store.dump_to_disk = lambda store: None
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
logging.disable(logging.CRITICAL)
web.run_app(app, sock=listener, print=None, access_log=None)
