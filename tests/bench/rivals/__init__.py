"""What the program is measured against: the least that does the same, each a script of its own."""
