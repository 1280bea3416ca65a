"""Read the files that people write (reports, catalog, settings, other pages) into checked values of `domain`.

May import `domain`, `sanitize` and `proofreading`. Readers return a value, or None, together with findings;
bad input never raises an exception. The room checks each file by itself and against the catalog; findings
that need other reports or the ledger are made in `checks`.
"""
