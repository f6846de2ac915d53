"""What the operating system gives: one package for each ability."""
