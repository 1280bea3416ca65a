"""All findings of a site's reports, with what only the county office asks for: `make check-reports`."""

from __future__ import annotations

import sys
from pathlib import Path

from annual_reports import site
from annual_reports.checks.similarity import closest_reports
from annual_reports.findings import SEVERITY_NAMES, errors, from_here, in_order


def main(root: str) -> int:
    """Print every finding of the site below a folder, and a count; return the exit status."""
    library, findings = site.read(Path(root))
    told = in_order(from_here([*findings, *closest_reports(library)], Path(root)))
    for found in told:
        sys.stdout.write(f"{found}\n")
    counts = "，".join(
        f"{name} {sum(found.severity is severity for found in told)} 处"
        for severity, name in SEVERITY_NAMES.items()
    )
    sys.stdout.write(f"检查了 {len(library.reports)} 份报告：{counts}。\n")
    return 1 if errors(told) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
