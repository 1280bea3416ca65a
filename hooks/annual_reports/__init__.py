"""Reads annual reports on rule-of-law government and assembles what the site shows of them.

The package is pure: it imports no site generator and writes nothing but what it is asked to.
`annual_reports.site.build` is the story of one build.
"""
