"""No code knows one programme: names of its folder, forms and rounds stand in its folder alone."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "models", "programmes", "scheduler", "services", "spreadsheets", "thai", "xlsforms")
OF_ONE_PROGRAMME = re.compile(
    r"\bCAST\b(?! Field Bot|\()|cast-2566|pilot-2565|talent-2561|local-2567|Talent Team|อำเภอนำร่อง"
    r"|\bfeedback7\b|\beval_(?:phase_\d|final)\b|กองการเจ้าหน้าที่ สำนักงานปลัด"
)
KNOWN = {
    "bot/settings.py": "the folder without a setting",
    "scheduler/rehearsal/simulation.py": "the roster of whoever rehearses without naming one: tests and benches",
    "services/reports/codes.py": "an example in the templates of papers",
    "services/reports/memo.py": "an example in the templates of papers",
    "services/reports/participant.py": "an example in the templates of papers",
}


def literals_of(file: Path) -> list[str]:
    """Return the texts of a module that are no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told)
    return [node.value for node in constants if isinstance(node.value, str)]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_names_what_belongs_to_one_programme(package: str) -> None:
    found = {
        file.relative_to(ROOT).as_posix(): text
        for file in sorted((ROOT / package).rglob("*.py"))
        for text in literals_of(file)
        if OF_ONE_PROGRAMME.search(text)
    }
    assert {file: text for file, text in found.items() if file not in KNOWN} == {}
