// Asks the engine of ODK Web Forms what forms come to: a question a line, an answer a line, both JSON (see
// ../reference_engines.py).

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/'; // the published module asks for it under Node, and reads nothing there
const { createInstance } = await import('@getodk/xforms-engine');

const MOST_AT_ONCE = 50;
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

function* nodes(node) {
  for (const child of node.currentState.children ?? []) {
    yield child;
    yield* nodes(child);
  }
}

const value = (node) => String(node.currentState.instanceValue ?? node.currentState.value ?? '');

/** Evaluates each expression as a calculation of its own; one without a result is an object with its error. */
async function results(form, expressions) {
  const [before, rest] = form.split('<outcome/>');
  const [bind] = rest.match(/<bind nodeset="\/data\/outcome"[^>]*>/);
  const [between, after] = rest.split(bind);
  const found = [];
  for (let from = 0; from < expressions.length; from += MOST_AT_ONCE) {
    found.push(...(await together(expressions.slice(from, from + MOST_AT_ONCE))));
  }
  return found;

  async function together(some) {
    const names = some.map((_, number) => `outcome${number}`);
    const binds = some.map((one, number) => `<bind nodeset="/data/outcome${number}" type="string" calculate="${escaped(one)}"/>`);
    try {
      const fields = names.map((name) => `<${name}/>`).join('');
      const { root } = await createInstance(before + fields + between + binds.join('') + after);
      const byName = new Map([...nodes(root)].map((node) => [node.currentState.reference, node]));
      return names.map((name) => value(byName.get(`/data/${name}`)));
    } catch (error) {
      if (some.length > 1) {
        const half = some.length >> 1;
        return [...(await together(some.slice(0, half))), ...(await together(some.slice(half)))];
      }
      return [{ error: String(error.cause?.message ?? error.message) }];
    }
  }
}

/** Adds the first instance of each uncounted repeat that has none, as in an instance that was added. Our engine begins with it. */
function firstInstances(root) {
  const empty = () =>
    [...nodes(root)].find((node) => node.nodeType === 'repeat-range:uncontrolled' && node.currentState.relevant && !node.currentState.children.length);
  for (let node = empty(); node; node = empty()) node.addInstances();
}

/** Does what a person did (["set", path, value], ["add", repeat]); returns all values that are relevant then, and the XML. */
async function walked(form, acts) {
  const { root } = await createInstance(form);
  const at = (path) => [...nodes(root)].find((node) => node.currentState.reference === path);
  for (const [act, path, written] of acts) {
    firstInstances(root);
    const node = at(path);
    if (act === 'add') node.addInstances();
    else if (node.nodeType === 'select') node.selectValues(written.split(' ').filter(Boolean));
    else if (node.nodeType === 'rank') node.setValues(written.split(' ').filter(Boolean));
    else if (node.nodeType === 'range') node.setValue(node.valueType === 'int' ? BigInt(written) : Number(written));
    else if (node.nodeType === 'upload') node.setValue(written ? new File(['x'], written) : null);
    else if (node.nodeType === 'trigger') node.setValue(written !== '');
    else node.setValue(written);
  }
  firstInstances(root);
  const values = {};
  for (const node of nodes(root)) {
    if (node.currentState.relevant && node.currentState.children == null) {
      values[node.currentState.reference.split('/').slice(2).join('/')] = value(node);
    }
  }
  return { values, xml: root.instanceState.instanceXML };
}

const { version } = JSON.parse(readFileSync(new URL('node_modules/@getodk/xforms-engine/package.json', import.meta.url), 'utf8'));
console.log = console.error; // what the engine prints is no answer
for await (const question of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(question);
  const walks = [];
  for (const { form, acts } of asked.walks) walks.push(await walked(form, acts));
  const told = {
    version,
    results: await results(asked.form, asked.expressions),
    walks: walks.map(({ values }) => values),
    written: walks.map(({ xml }) => xml),
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
