#!/usr/bin/env bash
# Hours of the morning in words, in thaiword_to_time of PyThaiNLP 5.4.0.
#
# Seven to eleven in the morning are เจ็ดโมง to สิบเอ็ดโมง in Thai; the evening counts in ทุ่ม. PyThaiNLP writes them so itself
# (time_to_thaiword with fmt="m6h"), but reads each of them as an hour of the evening, and สิบเอ็ดโมง as ten o'clock even with
# เช้า behind it. No error is raised: a meeting of 9:45 is at 21:45. What is read right: seven to ten with เช้า, and eleven
# as ห้าโมงเช้า, which is the count from six of fmt="6h", or as สิบเอ็ดนาฬิกา.
#
# Output seen on 1 December 2026:
#   07:00 เจ็ดโมง is read as 19:00
#   08:00 แปดโมง is read as 20:00
#   09:00 เก้าโมง is read as 21:00
#   10:00 สิบโมง is read as 22:00
#   11:00 สิบเอ็ดโมง is read as 22:00
#   เก้าโมงสี่สิบห้า is read as 21:45
#   สิบเอ็ดโมงเช้า is read as 10:00
#   สิบโมงเช้า is read as 10:00
#   ห้าโมงเช้า is read as 11:00
#   สิบเอ็ดนาฬิกา is read as 11:00
set -euo pipefail
expected=$(sed -n 's/^#   //p' "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pythainlp==5.4.0
said=$("$folder/venv/bin/python" - <<'PYTHON'
from pythainlp.util import thaiword_to_time, time_to_thaiword

for hour in range(7, 12):
    written = time_to_thaiword(f"{hour:02}:00", fmt="m6h")
    print(f"{hour:02}:00 {written} is read as {thaiword_to_time(written)}")
for written in ("เก้าโมงสี่สิบห้า", "สิบเอ็ดโมงเช้า", "สิบโมงเช้า", "ห้าโมงเช้า", "สิบเอ็ดนาฬิกา"):
    print(f"{written} is read as {thaiword_to_time(written)}")
PYTHON
)
echo "$said"
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
