"""The command line: a thin client of the running program, which loads neither Qt nor requests nor keyring."""
