"""What the program is told and remembers: the account (keyring), the preferences (a file), and where they lie."""
