"""Turn a signed document into the draft of a report, for a person to check.

documents ─► paragraphs ─ document_parts ─► head, body, points to confirm
                                                                    │
catalog, report before ─ due_report ─► figure_proposals, quote_proposals ─► report_writer ─► Markdown

The rules are data, in `rules.yml`. The desk page in the browser takes the same steps by the same rules, which
`desk_data` hands it. May import the rooms up to `documents`. Adds nothing that the document does not say,
lists every doubt for a person, and writes no file (`cli` does).
"""
