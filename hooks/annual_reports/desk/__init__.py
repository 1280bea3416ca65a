"""The desk: from a signed document to the draft of a report.

FILE ── sources (word, pdf) ─► paragraphs ── draft ─► head, body, what to confirm
                                              │
last year's report, catalog ── proposals ─────┴─ writing ─► the report's Markdown

The rules are data, in `rules.yml`; the desk page in the browser reads the same file.
"""
