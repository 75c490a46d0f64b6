#!/usr/bin/env bash
# Days in JavaRosa 5.1.0 (ODK Validate; its jar is inside pyxform 4.5.0) on a Java whose locale is Thai of Thailand.
#
# There Java's Calendar counts in the Buddhist era (java.util.Calendar.getInstance says so), and JavaRosa takes its years
# for those of the ODK XForms specification, which are Gregorian. A date that is read is written 543 years early, today
# 543 years late, and 29 February of a leap year is no date, because 2024 counts as 1481. What is written is not what
# was read, so every check of a form (ODK Validate) and every test against JavaRosa depends on the computer's settings.
# Months and weekdays of format-date() are Thai there as well. Phones are not concerned: Android's Calendar is Gregorian
# in Thai too. Portable: start Java with `-Duser.language=en`.
#
# Output seen on 1 December 2026:
#   en-US: 2023-07-12 is 2023-07-12, of the year 2023
#   en-US: 2024-02-29 is 2024-02-29, of the year 2024
#   en-US: today is of this century: true
#   th-TH: 2023-07-12 is 2566-07-12, of the year 2566
#   th-TH: 2024-02-29 is no date
#   th-TH: today is of this century: false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$("$folder/venv/bin/python" -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
