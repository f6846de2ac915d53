"""Real servers on loopback, scripted to answer well, badly, late or never."""
