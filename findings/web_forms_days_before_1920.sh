#!/usr/bin/env bash
# Days before 1 April 1920 in @getodk/xforms-engine 0.22.0 (ODK Web Forms) on a computer in Thailand.
#
# Until then Bangkok's clocks were 6:42:04 ahead of Greenwich (tz database, Asia/Bangkok). What date() makes of such a day
# has the seconds of that offset behind it, which is no xs:date: a calculation of type date is empty then, and one of type
# text is written like that. Days on both sides of the change are no whole number of days apart. With TZ=UTC all is well,
# and JavaRosa 5.1.0 (ODK Collect) has 1919-01-01 and 2 in Bangkok too. Concerned are forms that work with births of the
# very old, the founding of temples, schools and districts, or title deeds. A day that is only answered stays as it is.
# Portable: the answer itself in place of date(), and substr(string(date(...)), 0, 10) for a text.
#
# Output seen on 1 December 2026:
#   Asia/Bangkok: date('1919-01-01') = 1919-01-01:04
#   Asia/Bangkok: date('1919-01-01'), of type date =
#   Asia/Bangkok: substr(string(date('1919-01-01')), 0, 10) = 1919-01-01
#   Asia/Bangkok: date('1920-04-02') - date('1920-03-31') = 1.987546296295477
#   Asia/Bangkok: date('1921-01-01'), of type date = 1921-01-01
#   UTC: date('1919-01-01') = 1919-01-01
#   UTC: date('1919-01-01'), of type date = 1919-01-01
#   UTC: substr(string(date('1919-01-01')), 0, 10) = 1919-01-01
#   UTC: date('1920-04-02') - date('1920-03-31') = 2
#   UTC: date('1921-01-01'), of type date = 1921-01-01
set -euo pipefail
expected=$(sed -n 's/^#   //p' "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @getodk/xforms-engine@0.22.0 jsdom@27.2.0 > /dev/null
cat > days.mjs <<'JS'
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/';
const { createInstance } = await import('@getodk/xforms-engine');
for (const [expression, type] of [
  ["date('1919-01-01')", 'string'],
  ["date('1919-01-01')", 'date'],
  ["substr(string(date('1919-01-01')), 0, 10)", 'string'],
  ["date('1920-04-02') - date('1920-03-31')", 'string'],
  ["date('1921-01-01')", 'date'],
]) {
  const { root } = await createInstance(`<?xml version="1.0"?>
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
      <instance><data id="x"><outcome/></data></instance>
      <bind nodeset="/data/outcome" type="${type}" calculate="${expression}"/>
    </model></h:head><h:body/></h:html>`);
  const [node] = root.currentState.children;
  const asked = expression + (type === 'date' ? ', of type date' : '');
  console.log(`${process.env.TZ}: ${asked} = ${node.currentState.instanceValue}`.trimEnd());
}
JS
said=$(TZ=Asia/Bangkok node days.mjs; TZ=UTC node days.mjs)
echo "$said"
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
