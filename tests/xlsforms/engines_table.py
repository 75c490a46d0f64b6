"""Writes the table of docs/forms.md that says where the engines differ: `python -m tests.xlsforms.engines_table`."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tests.xlsforms.evaluating import compared_tree, ours
from tests.xlsforms.reference_engines import EXPRESSIONS, ZONE, Told, java_rosa, web_forms

GUIDE: Final = Path(__file__).parents[2] / "docs" / "forms.md"
BEGIN: Final = "<!-- the table of engines: python -m tests.xlsforms.engines_table -->\n"
END: Final = "<!-- the end of the table -->\n"
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]*)?(E-?[0-9]+)?")


def normal(value: str | None) -> str | None:
    """Return a result so that it can be compared: numbers with ten digits, NaN as an empty text, None for no result."""
    if value is None or value in ("NaN", "Invalid Date"):
        return value and ""
    parts = re.split(r"([ ;])", re.sub(r"; +", ";", value))  # also the numbers of places
    return "".join(f"{float(part):.10g}" if NUMBER.fullmatch(part) else part for part in parts)


def our_results() -> Mapping[str, str | None]:
    tree = compared_tree(datetime.now(ZoneInfo(ZONE)))
    return {expression: ours(expression, tree) for expression in EXPRESSIONS}


def table(mine: Mapping[str, str | None], java: Told, web: Told) -> str:
    """Return the expressions for which the engines have not all the same result, one a row."""
    rows = [f"| expression | bot | {java.name} {java.version} | {web.name} {web.version} |", "|---|---|---|---|"]
    for expression, result in mine.items():
        results = [normal(result), normal(java.results[expression]), normal(web.results[expression])]
        if len(set(results)) > 1:
            cells = [f"`{expression}`", *map(_cell, results)]
            rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(rows) + "\n"


def _cell(result: str | None) -> str:
    if result is None:
        return "✗"
    return f"`{result}`" if result.strip() else "(empty)" if not result else "(a space)"


def written_table() -> str:
    return GUIDE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip("\n") + "\n"


def main() -> None:
    java, web = java_rosa(), web_forms()
    found = table(our_results(), java.ask(EXPRESSIONS), web.ask(EXPRESSIONS))
    java.close()
    web.close()
    before, _, rest = GUIDE.read_text("utf-8").partition(BEGIN)
    GUIDE.write_text(f"{before}{BEGIN}\n{found}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
