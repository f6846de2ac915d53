"""The Real-time side of the simulated server: logins, payloads, and a strict socket (protocol sheet §3)."""
