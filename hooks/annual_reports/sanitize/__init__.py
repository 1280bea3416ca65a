"""Allowlists and detectors for content that must not get into a site: characters, HTML, links, active SVG.

May import `domain`. The lists are data, in `allowlist.yml`. The room judges the text or bytes that it is
given; it reads no files and does not clean anything: content that is not allowed is refused.
"""
