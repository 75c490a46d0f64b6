#!/usr/bin/env bash
# One Fluent message with DATETIME() in Thai, in fluent.runtime 0.4.0 (Python, with Babel 2.18.0) and @fluent/bundle 0.19.1.
#
# In the browser and in Node, Intl takes the calendar that CLDR names first for Thai of Thailand, the Buddhist one: 2566.
# fluent.runtime formats with Babel, which has the Gregorian calendar only: ค.ศ. 2023. So the same file of messages says
# two years, 543 apart, on the server and on the page, and the style "short" does not even say which is meant: 12/7/23 and
# 12/7/66. The options year, month and day are warned of and left out in Python (12 ก.ค. 2023). Portable: a text that the
# program made itself, as the argument.
#
# Output seen on 1 December 2026:
#   Python, long: 12 กรกฎาคม ค.ศ. 2023
#   Python, short: 12/7/23
#   Node, long: 12 กรกฎาคม 2566
#   Node, short: 12/7/66
set -euo pipefail
expected=$(sed -n 's/^#   //p' "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip --disable-pip-version-check --quiet install fluent.runtime==0.4.0 babel==2.18.0
npm install --silent --no-audit --no-fund --ignore-scripts @fluent/bundle@0.19.1 > /dev/null
for style in long short; do
  echo "$style = { DATETIME(\$day, dateStyle: \"$style\") }"
done > days.ftl
cat > days.py <<'PYTHON'
from datetime import date
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

bundle = FluentBundle(["th-TH"], use_isolating=False)
bundle.add_resource(FluentResource(Path("days.ftl").read_text()))
for style in ("long", "short"):
    said, _ = bundle.format_pattern(bundle.get_message(style).value, {"day": date(2023, 7, 12)})
    print(f"Python, {style}: {said}")
PYTHON
cat > days.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';

const bundle = new FluentBundle('th-TH', { useIsolating: false });
bundle.addResource(new FluentResource(readFileSync('days.ftl', 'utf8')));
for (const style of ['long', 'short']) {
  const said = bundle.formatPattern(bundle.getMessage(style).value, { day: new Date('2023-07-12T12:00') });
  console.log(`Node, ${style}: ${said}`);
}
JS
said=$(venv/bin/python days.py; node days.mjs)
echo "$said"
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
