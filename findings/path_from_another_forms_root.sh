#!/usr/bin/env bash
# A path that begins at another root than the form's, such as one that was copied from an older form.
#
# JavaRosa 5.1.0 (ODK Collect; inside pyxform 4.5.0) does not look at the first name: /old_form/age is the answer to age.
# @getodk/xforms-engine 0.22.0 (ODK Web Forms) finds nothing there, and neither says a word. So the same question is asked
# on the phone and never in the browser. Portable: the form's own root, or ${age}.
#
# Output seen on 30 November 2026:
#   JavaRosa: /old_form/age = 42
#   JavaRosa: /data/age = 42
#   Web Forms: /old_form/age =
#   Web Forms: /data/age = 42
set -euo pipefail
expected=$(sed -n 's/^#   //p' "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$(venv/bin/python -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
npm install --silent --no-audit --no-fund --ignore-scripts @getodk/xforms-engine@0.22.0 jsdom@27.2.0
cat > Roots.java <<'JAVA'
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IntegerData;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class Roots {
    public static void main(String[] words) throws Exception {
        TreeElement root = new TreeElement("data"), age = new TreeElement("age");
        age.setAnswer(new IntegerData(42));
        root.addChild(age);
        FormInstance form = new FormInstance(root);
        for (String path : new String[] {"/old_form/age", "/data/age"}) {
            Object value = XPathParseTool.parseXPath("string(" + path + ")").eval(form, new EvaluationContext(form));
            System.out.println("JavaRosa: " + path + " = " + XPathFuncExpr.toString(value));
        }
    }
}
JAVA
cat > roots.mjs <<'JS'
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/';
const { createInstance } = await import('@getodk/xforms-engine');
for (const path of ['/old_form/age', '/data/age']) {
  const { root } = await createInstance(`<?xml version="1.0"?>
    <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
      <instance><data id="x"><age>42</age><outcome/></data></instance>
      <bind nodeset="/data/age" type="int"/>
      <bind nodeset="/data/outcome" type="string" calculate="${path}"/>
    </model></h:head><h:body><input ref="/data/age"><label>age</label></input></h:body></h:html>`);
  const outcome = root.currentState.children.find((node) => node.currentState.reference === '/data/outcome');
  console.log(`Web Forms: ${path} = ${outcome.currentState.value}`.trimEnd());
}
JS
said=$(java -cp "$jar" Roots.java 2> /dev/null; node roots.mjs)
echo "$said"
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
