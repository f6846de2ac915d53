"""The journal: an append-only, sealed record of every pause and every exposure (packaging/decisions/journal.md).

`entries` says what is recorded, `derive` makes records of what the core did, `chain` seals and checks lines, `files`
names and finds them on the disk, `store` writes them on a thread of its own, `reading` reads them for people.
"""
