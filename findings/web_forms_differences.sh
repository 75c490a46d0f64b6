#!/usr/bin/env bash
# Results of @getodk/xforms-engine 0.22.0 (ODK Web Forms) that neither XPath 1.0 nor JavaRosa (ODK Collect) has.
#
# 1. `substring-after(text, part)` cuts off one letter, however long the part is: after '--' in 'a--b' comes '-b'. Portable:
#    a part of one letter.
# 2. `and` and `or` are the value of one side instead of true or false: `1 and 'b'` is 'b'. Portable: `boolean(… and …)`.
# 3. `min` and `max` are NaN if any value is empty, and so is `sum`. Portable: coalesce(…, 0) for each value.
# 4. Days are counted from midnight in Greenwich: in Bangkok a date plus one is no whole number of days (JavaRosa: 19551).
#    Portable: compare dates with dates, or subtract one from another.
#
# Output seen on 29 November 2026:
#   substring-after('a--b', '--') = -b
#   1 and 'b' = b
#   max(3, '') =
#   date('2023-07-12') + 1 = 19550.708333333332
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @getodk/xforms-engine@0.22.0 jsdom@27.2.0
cat > differences.mjs <<'JS'
import assert from 'node:assert';
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/';
const { createInstance } = await import('@getodk/xforms-engine');
const seen = {
  "substring-after('a--b', '--')": '-b',
  "1 and 'b'": 'b',
  "max(3, '')": '',
  "date('2023-07-12') + 1": '19550.708333333332',
};
for (const [expression, expected] of Object.entries(seen)) {
  const { root } = await createInstance(`<?xml version="1.0"?>
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
      <instance><data id="x"><outcome/></data></instance>
      <bind nodeset="/data/outcome" type="string" calculate="${expression}"/>
    </model></h:head><h:body/></h:html>`);
  const [node] = root.currentState.children;
  console.log(`${expression} = ${node.currentState.value}`);
  assert.equal(node.currentState.value, expected, 'it is otherwise now');
}
JS
TZ=Asia/Bangkok node differences.mjs
