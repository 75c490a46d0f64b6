#!/usr/bin/env bash
# date() of a text that has a time, in JavaRosa 5.1.0 (ODK Collect; its jar is inside pyxform 4.5.0).
#
# The result is written, compared and counted as a date, but keeps the time of day: format-date-time() shows it, and
# decimal-date-time() of two dates that are equal differs. From a number date() keeps no time. So `date()` does not make
# a day of a moment that came as a text (a calculation, a cell of a CSV file). Portable: date(substr(text, 0, 10)).
#
# Output seen on 30 November 2026 (in Bangkok):
#   string(date('2025-08-18T18:30:00.000+07:00')) = 2025-08-18
#   date('2025-08-18T18:30:00.000+07:00') = date('2025-08-18') = true
#   format-date-time(date('2025-08-18T18:30:00.000+07:00'), '%H:%M') = 18:30
#   decimal-date-time(date('2025-08-18T18:30:00.000+07:00')) = decimal-date-time(date('2025-08-18')) = false
#   format-date-time(date(20318.75), '%H:%M') = 00:00
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$("$folder/venv/bin/python" -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
cat > "$folder/Dates.java" <<'JAVA'
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class Dates {
    public static void main(String[] words) throws Exception {
        FormInstance nothing = new FormInstance(new TreeElement("data"));
        String evening = "date('2025-08-18T18:30:00.000+07:00')";
        for (String expression : new String[] {
            "string(" + evening + ")",
            evening + " = date('2025-08-18')",
            "format-date-time(" + evening + ", '%H:%M')",
            "decimal-date-time(" + evening + ") = decimal-date-time(date('2025-08-18'))",
            "format-date-time(date(20318.75), '%H:%M')",
        }) {
            Object value = XPathParseTool.parseXPath(expression).eval(nothing, new EvaluationContext(nothing));
            System.out.println(expression + " = " + XPathFuncExpr.toString(value));
        }
    }
}
JAVA
said=$(java -Duser.timezone=Asia/Bangkok -cp "$jar" "$folder/Dates.java" 2> /dev/null)
echo "$said"
expected=$(sed -n 's/^#   //p' "$0")
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
