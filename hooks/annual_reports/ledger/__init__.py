"""登记簿: the record of what has been published, each entry chained to the entry before it.

`canonical`    computes a report's canonical text and the digests that the ledger records
`lines`        the two kinds of lines: of a version of a report, and of what is told beside the texts
`chain`        reads `data/ledger.jsonl` and extends it by the lines of a publication
`statements`   what is told beside the texts: its file, and how two of them differ
`texts`        reads the signed texts and the statements in `data/published/`
`alterations`  compares a text with its published version and with the declared corrections
`table_rows`   finds the rows of published tables whose cells moved to other columns
`checkpoint`   says how far the ledger went, for other sites to witness
`witnessing`   reads what sites have witnessed of each other's ledgers
`history`      finds the earlier versions whose texts stay available to readers

May import `domain`, `sanitize` and `sources`. Writes no file (publishing does) and yields no finding about a
report (`checks` does).
"""
