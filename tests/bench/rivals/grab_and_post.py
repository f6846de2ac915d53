"""The least that turns a key into an HTTPS request: a grab by Xlib, and a connection that is kept open.

Arguments: host:port, certificate file, keysym name of the key (with Ctrl+Shift). Extension: standard input. Writes a
line when it is ready.
"""

import ctypes
import http.client
import json
import ssl
import sys

X11 = ctypes.CDLL("libX11.so.6")
X11.XOpenDisplay.restype = ctypes.c_void_p
X11.XStringToKeysym.restype = X11.XDefaultRootWindow.restype = ctypes.c_ulong
X11.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
CONTROL_SHIFT, ASYNC, KEY_PRESS = 4 | 1, 1, 2

address, ca_file, key = sys.argv[1:]
extension = sys.stdin.readline().strip()
display = ctypes.c_void_p(X11.XOpenDisplay(None))
root = ctypes.c_ulong(X11.XDefaultRootWindow(display))
code = X11.XKeysymToKeycode(display, X11.XStringToKeysym(key.encode()))
X11.XGrabKey(display, code, CONTROL_SHIFT, root, 0, ASYNC, ASYNC)
connection = http.client.HTTPSConnection(address, context=ssl.create_default_context(cafile=ca_file))
connection.request("HEAD", "/")
connection.getresponse().read()
X11.XSync(display, 0)
sys.stdout.write("ready\n")
sys.stdout.flush()
event = (ctypes.c_long * 24)()
state = "1"
while True:
    X11.XNextEvent(display, event)
    if event[0] & 0xFF == KEY_PRESS:
        body = json.dumps({"extension": extension, "state": state})
        connection.request("POST", "/api/MuteUnmuteCalls", body, {"Content-Type": "application/json"})
        connection.getresponse().read()
        state = "0" if state == "1" else "1"
