"""The rows of the fault table, by what goes wrong."""
