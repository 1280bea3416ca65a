"""Values derived from the reports: comparisons, changes, commitments, citations, similarity, timeliness.

`collection` indexes all reports of a site; the other modules compute what several pages, exports and checks
need, from reports or from a collection. May import `domain`, `sources` and `ledger`. Knows nothing of pages,
addresses or output files, and yields no findings (`checks` does).
"""
