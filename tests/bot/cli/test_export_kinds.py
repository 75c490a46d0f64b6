"""`python -m bot export` writes every table that the chat offers."""

from bot.__main__ import parser
from services.exports.making import TABLES


def test_each_table_can_be_written_by_the_command() -> None:
    kinds = {"submissions", *TABLES} - {"mine"}  # one's own entries are for oneself
    assert {parser().parse_args(["export", kind, "--out", "file.csv"]).what for kind in kinds} == kinds
