"""公文式样: print a report as a PDF in the form of GB/T 9704-2012, for readers who want paper.

report ─ layout ─► HTML ─ printer ─► PDF ─ store ─► .cache/pdf, until the report changes

`fonts` finds fonts for a machine that lacks the official ones; `print_reports` does the work of the command.
May import the rooms up to `search`. Only `printer` imports WeasyPrint, and only to print: a build merely asks
`store` which PDFs are up to date. Prints what the report says, and a note that the original counts.
"""
