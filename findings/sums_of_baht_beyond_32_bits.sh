#!/usr/bin/env bash
# A calculation of type integer beyond 2,147,483,647, in the two engines of ODK.
#
# The type int of the ODK XForms specification is the xs:int of XML Schema, 32 bits. A province's budget in baht is more.
# JavaRosa 5.1.0 (ODK Collect; inside pyxform 4.5.0) writes the greatest int instead of the sum, as if it were the answer.
# @getodk/xforms-engine 0.22.0 (ODK Web Forms) writes nothing. Neither says a word, and the answers that were added are
# all within the limit. Portable: a calculation without a type (text), or of type decimal, which JavaRosa writes as
# 3.0E9. In XLSForm a `calculate` is text unless bind::type says otherwise; an `integer` with a calculation is int.
#
# Output seen on 1 December 2026:
#   JavaRosa: 1500000000 + 1500000000, int = 2147483647
#   JavaRosa: 1500000000 + 1500000000, string = 3000000000
#   JavaRosa: 1000000000 + 1000000000, int = 2000000000
#   Web Forms: 1500000000 + 1500000000, int =
#   Web Forms: 1500000000 + 1500000000, string = 3000000000
#   Web Forms: 1000000000 + 1000000000, int = 2000000000
set -euo pipefail
expected=$(sed -n 's/^#   //p' "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$(venv/bin/python -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
npm install --silent --no-audit --no-fund --ignore-scripts @getodk/xforms-engine@0.22.0 jsdom@27.2.0 > /dev/null
for asked in "1500000000 int" "1500000000 string" "1000000000 int"; do
  read -r baht type <<< "$asked"
  cat > "$baht.$type.xml" <<XML
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title><model>
  <instance><data id="x"><first>$baht</first><second>$baht</second><total/></data></instance>
  <bind nodeset="/data/first" type="int"/><bind nodeset="/data/second" type="int"/>
  <bind nodeset="/data/total" type="$type" calculate="/data/first + /data/second"/>
</model></h:head><h:body><input ref="/data/first"><label>x</label></input></h:body></h:html>
XML
done
cat > Sums.java <<'JAVA'
import java.io.FileInputStream;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormUtils;

public class Sums {
    public static void main(String[] files) throws Exception {
        new XFormsModule().registerModule();
        for (String file : files) {
            String[] asked = file.split("[.]");
            FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(file));
            form.initialize(true, new InstanceInitializationFactory());
            IAnswerData total = form.getMainInstance().getRoot().getFirstChild("total").getValue();
            String written = total == null ? "" : " " + total.uncast().getString();
            System.out.println("JavaRosa: " + asked[0] + " + " + asked[0] + ", " + asked[1] + " =" + written);
        }
    }
}
JAVA
cat > sums.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

globalThis.window = new JSDOM().window;
for (const name of ['document', 'DOMParser', 'XMLSerializer', 'Node', 'Element', 'Document', 'Attr', 'Text', 'XPathResult']) {
  globalThis[name] = window[name];
}
globalThis.__dirname = '/';
const { createInstance } = await import('@getodk/xforms-engine');
for (const file of process.argv.slice(2)) {
  const [baht, type] = file.split('.');
  const { root } = await createInstance(readFileSync(file, 'utf8'));
  const total = root.currentState.children.find((node) => node.currentState.reference === '/data/total');
  console.log(`Web Forms: ${baht} + ${baht}, ${type} = ${total.currentState.instanceValue}`.trimEnd());
}
JS
files="1500000000.int.xml 1500000000.string.xml 1000000000.int.xml"
said=$(java -cp "$jar" Sums.java $files 2> java.log | grep '^JavaRosa'; node sums.mjs $files)
echo "$said"
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
