"""Empty answers, numbers, dates and truth compare as ODK's do."""

import pytest

from tests.xlsforms.sheets import result


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # an empty answer is no number, and no error
        ("${empty} > 3", "false"),
        ("${empty} < 3", "false"),
        ("${empty} = 0", "false"),
        ("${empty} != 0", "true"),
        ("${empty} = ''", "true"),
        ("${empty} + 1", ""),
        ("not(${empty} > 3)", "true"),
        ("boolean(${empty})", "false"),
        # text that is a number is one beside a number, and text beside text
        ("${seven} = 7", "true"),
        ("${seven} = '7'", "true"),
        ("${seven} = '7.0'", "false"),
        ("${seven} = 7.0", "true"),
        ("${seven} > '5'", "true"),
        ("'10' > '9'", "true"),
        ("'a' < 'b'", "false"),
        ("'a' = 'a'", "true"),
        ("'a' != 'b'", "true"),
        ("number('abc') = number('abc')", "false"),
        ("'1e3' = 1000", "false"),
        ("' 7 ' = 7", "true"),
        # truth beside anything is truth
        ("${word} = true()", "true"),
        ("${empty} = false()", "true"),
        ("0 = false()", "true"),
        ("'false' = true()", "true"),
        # dates are text that counts days
        ("${day} <= today()", "true"),
        ("${day} > today()", "false"),
        ("${day} = '2023-07-10'", "true"),
        ("${day} + 2 = today()", "true"),
        ("today() - ${day}", "2"),
        ("${day} > 19000", "true"),
        ("${day} = ${moment}", "false"),
        ("${moment} > ${day}", "true"),
        ("date(${moment}) = ${day}", "true"),
        ("${day} < ${empty}", "false"),
        ("'2023-02-30' > 0", "false"),
        ("date(${day} + 7)", "2023-07-17"),
        ("today() = date(now())", "true"),
        ("now() > today()", "true"),
        ("'09:30:00.000+07:00' < '17:00:00.000+07:00'", "true"),
        ("decimal-time('12:00:00.000+07:00')", "0.5"),
        # numbers as they are written
        ("1 + 1", "2"),
        ("7 div 2", "3.5"),
        ("0.1 + 0.2", "0.3"),
        ("1 div 3", "0.333333333333333"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", ""),
        ("1 mod 0", ""),
        ("2 * -3", "-6"),
        ("- ${seven}", "-7"),
        ("100000000 * 100000000", "10000000000000000"),
        ("1 div 1000000", "0.000001"),
        # what binds closer
        ("1 + 2 * 3 = 7 and 1 < 2 or false()", "true"),
        ("1 > 2 or 2 < 3", "true"),
        ("(1 + 2) * 3", "9"),
    ],
)  # fmt: skip
def test_values_compare_and_count_as_in_odk(expression: str, expected: str) -> None:
    answers = {
        "empty": "",
        "seven": "7",
        "word": "word",
        "day": "2023-07-10",
        "moment": "2023-07-10T16:00:00.000+07:00",
    }
    assert result(expression, **answers) == expected


def test_a_moment_of_another_zone_is_counted_by_the_clocks_here() -> None:
    assert result("date(${sent})", sent="2023-07-11T20:00:00.000+00:00") == "2023-07-12"
    assert result("${sent} >= today()", sent="2023-07-11T20:00:00.000+00:00") == "true"
