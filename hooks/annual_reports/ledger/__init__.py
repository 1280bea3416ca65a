"""登记簿: what has been published, each report's digest chained to the entry before.

`canonical`    a report -> what is held against a published one, and its digests
`chain`        `data/ledger.jsonl` -> entries, and the entries that a publication adds
`texts`        the text of each entry, kept in `data/published/` for people to read and for us to compare
`alterations`  which words differ from what was published, and whether a correction says so
`history`      which earlier texts readers are owed
`audit`        all of it, checked against the reports
"""
