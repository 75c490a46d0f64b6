#!/usr/bin/env bash
# max() of numbers that are all negative, in JavaRosa 5.1.0 (ODK Collect; its jar is inside pyxform 4.5.0).
#
# `max(-3, -1)` is 0, not -1: a form that takes the largest of temperatures or of differences gets zero. Portable:
# `-min(3, 1)`, that is, the smallest of the numbers with the other sign.
#
# Output seen on 29 November 2026:
#   max(-3, -1) = 0
#   max(-3, 1) = 1
#   -min(3, 1) = -1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$("$folder/venv/bin/python" -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
cat > "$folder/Maximum.java" <<'JAVA'
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class Maximum {
    public static void main(String[] words) throws Exception {
        FormInstance nothing = new FormInstance(new TreeElement("data"));
        for (String expression : new String[] {"max(-3, -1)", "max(-3, 1)", "-min(3, 1)"}) {
            Object value = XPathParseTool.parseXPath(expression).eval(nothing, new EvaluationContext(nothing));
            System.out.println(expression + " = " + XPathFuncExpr.toString(value));
        }
    }
}
JAVA
said=$(java -cp "$jar" "$folder/Maximum.java" 2> /dev/null)
echo "$said"
grep -qx 'max(-3, -1) = 0' <<< "$said" || { echo "max() of negative numbers is right now"; exit 1; }
