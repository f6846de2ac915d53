"""What people install: its contents, its papers, and what it does on a clean machine."""
