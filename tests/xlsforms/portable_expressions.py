"""What engines understand differently, and how they all agree: (our message, one way to write it, the other way)."""

from typing import Final

PORTABLE: Final = (
    ("form-engines-date-text", "/data/day > '2023-07-01'", "/data/day > date('2023-07-01')"),
    ("form-engines-days", "/data/day + 1", "/data/day - date('2023-07-01')"),
    ("form-engines-regex", "regex('abc1', '[a-z]+')", "regex('abc1', '^[a-z]+$')"),
    ("form-engines-regex", "regex('abx', 'a|ab')", "regex('abx', '^(a|ab)$')"),
    ("form-engines-function", "floor(2.5)", "int(2.5)"),
    ("form-engines-function", "ceiling(/data/half)", "round(/data/half)"),
    ("form-engines-coalesce", "coalesce('', '', 'ก')", "coalesce('', coalesce('', 'ก'))"),
    ("form-engines-sum", "sum(2, 3)", "2 + 3"),
    ("form-engines-substring-after", "substring-after('a--b', '--')", "substring-after('a-b', '-')"),
    ("form-engines-format", "format-date(/data/day, '%W')", "format-date(/data/day, '%d')"),
    ("form-engines-truth", "not(/data/empty)", "not(/data/empty != '')"),
    ("form-engines-truth", "if(/data/empty, 'a', 'b')", "if(/data/empty != '', 'a', 'b')"),
    ("form-engines-empty", "max(/data/empty, 3)", "max(coalesce(/data/empty, 0), 3)"),
    ("form-engines-many", "/data/person/age > 30", "count(/data/person[age > 30]) > 0"),
)
