"""A day of calls on a virtual clock: the program and the simulator, joined by wires without sockets.

Both ends are the real ones. What stands between them is written here: the clock, the network and its weather; and, as
the real one belongs to a screen, the heart around the core.
"""
