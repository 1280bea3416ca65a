"""MkDocs hook: hands MkDocs' events to the plugin object.

MkDocs puts this folder on `sys.path` only while it loads this file, so all imports stand at the top; it takes
every name that begins with `on_` for an event.
"""

from annual_reports_mkdocs.plugin import AnnualReports

_plugin = AnnualReports()

on_startup = _plugin.on_startup
on_config = _plugin.on_config
on_pre_build = _plugin.on_pre_build
on_files = _plugin.on_files
on_nav = _plugin.on_nav
on_env = _plugin.on_env
on_page_read_source = _plugin.on_page_read_source
on_page_markdown = _plugin.on_page_markdown
on_page_content = _plugin.on_page_content
on_page_context = _plugin.on_page_context
on_post_page = _plugin.on_post_page
on_post_build = _plugin.on_post_build
on_build_error = _plugin.on_build_error
on_serve = _plugin.on_serve
on_shutdown = _plugin.on_shutdown
