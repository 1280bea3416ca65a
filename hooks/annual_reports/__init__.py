"""Annual reports on rule-of-law government: read, checked, compared, and assembled into a site.

`build.py` tells the story of one build. The rooms and their order are in `hooks/README.md`.
"""
