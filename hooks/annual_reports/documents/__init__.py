"""Read a signed document into paragraphs, and name everything that is not carried over as it stands.

file ─ document_reader (word_*, pdf_*, plain text) ─► SourceDocument: paragraphs, and lines that tell a person
where and what of the document is not in them

What a reader does not know it tells: nothing of a document vanishes silently. May import the rooms up to
`sanitize`. Knows nothing of reports, and writes no file. A document that cannot be read becomes a finding.
"""
