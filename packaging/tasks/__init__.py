"""The developer's commands: set-up, checks, demo, benchmarks and pins. Standard library only."""
