"""Cache: builds make only the files that changed; their bytes are those of a build from nothing.

    bytes of a report ── report_cache ─► the report as it was parsed from the same bytes
    inputs of a page ─── keys ─► key ─── outputs ─► the file that was made under the same key

A key is the digest of everything that a file's bytes depend on, so a file without a cached output under its
key is made again. `.cache` may be deleted at any time. This room may import every room that makes the site;
it decides which files are made, never what stands in them.
"""
