"""Every page type of the fictional county's site, by an address of it: a new type is a new line here."""

from __future__ import annotations

PAGES = {
    "home": "",
    "reports": "reports/",
    "report": "reports/jia/2024/",
    "corrected": "reports/bing/2024/",
    "government": "reports/yi/",
    "county": "reports/shifan/",
    "year": "years/2024/",
    "indicators": "indicators/",
    "indicator": "indicators/disputes-examined/",
    "compare": "compare/",
    "years": "compare/jia/",
    "pair": "compare/jia/2023-2024/",
    "towns": "compare/2022/",
    "commitments": "commitments/",
    "citations": "citations/",
    "updates": "updates/",
    "data": "data/",
    "verify": "verify/",
    "version": "reports/bing/2024/version-1/",
    "version standing": "reports/bing/2024/version-2/",
    "correction": "updates/bing-2024-2/",
    "search": "search/?q=矛盾纠纷",
    "search-empty": "search/",
    "search-nowhere": "search/?q=南东北村",
    "about": "about/",
    "numbers": "about/numbers/",
    "desk": "desk/",
    "findings": "guide/findings/",
    "fields": "guide/fields/",
    "known indicators": "guide/indicators/",
    "report-error": "report-error/?page=reports/jia/2024/",
    "embed": "reports/jia/2024/embed.html",
}

DIVIDED = {
    "reports": "reports/",
    "county": "reports/shifan/",
    "county-part": "reports/shifan/below/2024/",
    "county-run": "reports/shifan/below/2024/shifan/2/",
    "year": "years/2024/",
    "year-part": "years/2024/shifan/1/",
    "indicator": "indicators/disputes-examined/",
    "indicator-part": "indicators/disputes-examined/shifan/2/",
    "compare": "compare/",
    "years": "compare/yi/",
    "years-part": "compare/yi/2024/",
    "years-pair": "compare/yi/2024/2019/",
    "towns": "compare/2022/",
    "towns-part": "compare/2022/shifan/2/",
    "commitments": "commitments/",
    "commitments-part": "commitments/jia/",
    "citations": "citations/",
    "citations-part": "citations/jia/",
    "updates": "updates/",
    "updates-part": "updates/2025/",
    "desk": "desk/",
    "desk-part": "desk/shifan/2/",
}
"""The same of the site whose lists are divided: overviews and parts."""

# Shown at any address, it names its styles from the root of the host, where a site in a folder has none.
AT_THE_ROOT = {"404": "404.html"}
