"""Rendering: templates and the values that they print, tables to download, addresses, metadata, headers.

It turns values of `domain` and `analysis` into text: HTML, SVG, CSV, JSON. It decides how a value looks and
which address it has, never what stands on which page: that is `pages`. It must not know the generator, the
network or the clock; the same values give the same bytes. Only `http_headers` writes files,
into the finished site.
"""
