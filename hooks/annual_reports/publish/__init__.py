"""Carry a finished site to where people read it: audited, transferred whole, switched in one step.

`publish` is the story of one publish. A destination is a `Backend` (`server`, `bucket`); every failure is a
`NotPublished` with one Chinese sentence that says what to do.

May import every room but `cli`. Changes nothing in the sources but the ledger and the published texts, which
`ledger_sync` copies from there. Starts programs with lists of arguments, never through a local shell.
"""
