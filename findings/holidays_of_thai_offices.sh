#!/usr/bin/env bash
# The public holidays of Thailand in holidays 0.108 are not the days off of government offices.
#
# 1. Labour Day and its day in lieu stand among the public ones, without a category of their own, although government
#    offices work on both; the Royal Ploughing Day, on which they are closed, stands in the category "government", and is
#    known to 2026 only (it is announced each year). A plan made from the public ones expects nobody on a working day and
#    everybody on a day off.
# 2. 3 January 2023 is "New Year's Eve (in lieu)" in the package. The weekend of 31 December 2022 and 1 January 2023 was
#    made up for on 2 January alone, as the lists of the cabinet (prachachat.net/politics/news-1356520) and of the Bank
#    of Thailand (nationthailand.com/thailand/general/40023100) say.
#
# Output seen on 30 November 2026:
#   public: 2022-05-02 National Labor Day (in lieu)
#   public: 2023-05-01 National Labor Day
#   public: 2023-01-03 New Year's Eve (in lieu)
#   not public: 2023-05-17 Royal Ploughing Ceremony
#   government: last in 2026
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install holidays==0.108
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import date

from holidays import GOVERNMENT, country_holidays

years = range(2020, 2040)
public = country_holidays("TH", years=years, language="en_US", expand=False)
offices = country_holidays("TH", years=years, language="en_US", categories=GOVERNMENT, expand=False)
for day in (date(2022, 5, 2), date(2023, 5, 1), date(2023, 1, 3)):
    print("public:", day, public.get(day))
    assert day in public, f"{day} is no public holiday any more"
ploughing = date(2023, 5, 17)
print("not public:", ploughing, offices.get(ploughing))
assert ploughing in offices and ploughing not in public, "the Royal Ploughing Day is public now"
last = max(offices).year
print("government: last in", last)
assert last == 2026, "the Royal Ploughing Day is known for another year"
PYTHON
