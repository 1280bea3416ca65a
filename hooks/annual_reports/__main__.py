"""`python -m annual_reports` is the command `annual-reports`."""

from annual_reports.cli.main import main

main()
