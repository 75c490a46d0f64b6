#!/usr/bin/env bash
# distance() of a place that is not answered yet, in @getodk/xforms-engine 0.22.0 (ODK Web Forms).
#
# A form with `distance(${place}, '13.75 100.5')` cannot be opened at all, because the place is empty when it begins.
# JavaRosa 5.1.0 (ODK Collect) says 0. area() of an unanswered area is 0 in both. Portable:
# `if(${place} != '', distance(${place}, '13.75 100.5'), '')`.
#
# Output seen on 29 November 2026:
#   @getodk/xforms-engine 0.22.0
#   distance(/data/place, '13.75 100.5'): cannot be opened
#   if(/data/place != '', distance(/data/place, '13.75 100.5'), ''): opened
#   area(/data/place): opened
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts @getodk/xforms-engine@0.22.0 jsdom@27.2.0 > /dev/null
cat > opened.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/';
const said = console.log;
console.log = console.error = () => {};
const { createInstance } = await import('@getodk/xforms-engine');

const form = (calculation) => `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Place</h:title><model>
  <instance><data id="place"><place/><far/></data></instance>
  <bind nodeset="/data/place" type="geopoint"/><bind nodeset="/data/far" type="string" calculate="${calculation}"/>
</model></h:head><h:body><input ref="/data/place"><label>Where</label></input></h:body></h:html>`;

const { version } = JSON.parse(readFileSync('node_modules/@getodk/xforms-engine/package.json', 'utf8'));
said(`@getodk/xforms-engine ${version}`);
const distance = "distance(/data/place, '13.75 100.5')";
for (const calculation of [distance, `if(/data/place != '', ${distance}, '')`, 'area(/data/place)']) {
  let outcome = 'opened';
  try {
    await createInstance(form(calculation));
  } catch {
    outcome = 'cannot be opened';
  }
  said(`${calculation}: ${outcome}`);
}
JS
said=$(node opened.mjs)
echo "$said"
grep -qxF "distance(/data/place, '13.75 100.5'): cannot be opened" <<< "$said" || { echo "it can be opened now"; exit 1; }
grep -qxF "area(/data/place): opened" <<< "$said" || { echo "area() has changed"; exit 1; }
