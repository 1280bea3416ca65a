"""Read a signed document into paragraphs, and name everything that is not carried over as it stands.

file ─ document_reader ─┬ word_package ─► word_reader, word_text, word_tables, word_numbering ─┐
                        ├ pdf_pages (pdf_process) ─► pdf_layout, pdf_lines, pdf_tables ────────┤
                        ├ scan_reader (scan_process) ─► pdf_layout ────────────────────────────┤
                        └ office_converter (old Word) ─► word_package; plain text ─────────────┴─►

The result, a `SourceDocument`, is paragraphs, and Chinese lines that say where and what of the document is
not in them. What a reader does not know it tells: nothing vanishes silently. May import the rooms up to
`sanitize`. Knows nothing of reports, and writes into temporary folders only. What cannot be read becomes a
finding.
"""
