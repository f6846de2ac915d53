"""Live sight of one extension's calls, by the vendor's Real-time API (protocol sheet §3): login, socket, failover.

Engine.IO 3 and Socket.IO 4 over one websocket, of which the client need only understand a little.
"""
