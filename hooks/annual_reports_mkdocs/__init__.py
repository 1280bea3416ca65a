"""MkDocs adapter: the only package that imports MkDocs.

It turns MkDocs' events into calls of `annual_reports`, and what that returns into MkDocs' files, pages and
messages. It may import every room of the core; it holds no rule of the subject and reads no text.
"""
