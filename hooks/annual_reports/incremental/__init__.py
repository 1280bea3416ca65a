"""A build that makes only what has changed: its bytes are those of a build from nothing.

    bytes of a report ─ readings ─► what was read of the same bytes before
    inputs of a page ─ fingerprints ─► key ─ outputs ─► the file that was made under the same key before

A key is the digest of everything that a file's bytes depend on, so nothing is ever out of date: what is not
found under its key is made. All of it lies in `.cache` and may be deleted at any time.
"""
