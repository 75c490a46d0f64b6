"""Reads the tables of a page."""

import re


def rows_of(page: str, caption: str) -> dict[str, list[str]]:
    """The rows of a table: the words of the first cell, and those of the others."""
    table = next(one for one in page.split("<table")[1:] if f">{caption}</caption>" in one).partition("</table>")[0]
    found = {}
    for row in table.partition("<tbody>")[2].split("<tr>")[1:]:
        cells = re.findall(r'<t[hd][^>]*(?:scope="row"|class="number")[^>]*>(.*?)</t[hd]>', row, re.DOTALL)
        first, *rest = (re.sub(r"<[^>]+>", "", one).strip() for one in cells)
        found[first] = rest
    return found
