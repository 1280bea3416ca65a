"""Values of the subject (reports, figures, quantities, findings, evidence) and functions on text and files.

Imports no other room; all other rooms may import this one. Besides the standard library it uses only PyYAML,
for its own data in `*.yml`. It does not read a site's files and knows nothing of HTML, MkDocs or pydantic.
"""
