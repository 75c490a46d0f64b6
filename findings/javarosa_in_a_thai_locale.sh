#!/usr/bin/env bash
# Days in JavaRosa 5.1.0 (ODK Validate; its jar is inside pyxform 4.5.0) on a Java whose locale is Thai of Thailand.
#
# There Java's Calendar counts in the Buddhist era (java.util.Calendar.getInstance says so), and JavaRosa takes its years
# for those of the ODK XForms specification, which are Gregorian. A date that is read is written 543 years early, today
# 543 years late, and 29 February of a leap year is no date, because 2024 counts as 1481. What is written is not what
# was read, so every check of a form (ODK Validate) and every test against JavaRosa depends on the computer's settings.
# Months and weekdays of format-date() are Thai there as well. Phones are not concerned: Android's Calendar is Gregorian
# in Thai too. Portable: start Java with `-Duser.language=en`.
#
# Output seen on 1 December 2026:
#   en-US: 2023-07-12 is 2023-07-12, of the year 2023
#   en-US: 2024-02-29 is 2024-02-29, of the year 2024
#   en-US: today is of this century: true
#   th-TH: 2023-07-12 is 2566-07-12, of the year 2566
#   th-TH: 2024-02-29 is no date
#   th-TH: today is of this century: false
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install pyxform==4.5.0
jar=$("$folder/venv/bin/python" -c 'import pathlib, pyxform; print(pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar")')
cat > "$folder/Days.java" <<'JAVA'
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.FormInstance;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;

public class Days {
    static String result(String expression) {
        FormInstance nothing = new FormInstance(new TreeElement("data"));
        try {
            return XPathFuncExpr.toString(XPathParseTool.parseXPath(expression).eval(nothing, new EvaluationContext(nothing)));
        } catch (Exception error) {
            return null;
        }
    }

    public static void main(String[] words) {
        String locale = java.util.Locale.getDefault().toLanguageTag() + ": ";
        for (String day : new String[] {"2023-07-12", "2024-02-29"}) {
            String read = result("string(date('" + day + "'))");
            String year = result("format-date(date('" + day + "'), '%Y')");
            System.out.println(locale + day + (read == null ? " is no date" : " is " + read + ", of the year " + year));
        }
        System.out.println(locale + "today is of this century: " + result("string(today())").startsWith("20"));
    }
}
JAVA
said=""
for country in US TH; do
  language=en
  if [ "$country" = TH ]; then language=th; fi
  said+=$(java -Duser.language=$language -Duser.country=$country -Duser.timezone=Asia/Bangkok -cp "$jar" "$folder/Days.java" 2> /dev/null)$'\n'
done
said=${said%$'\n'}
echo "$said"
expected=$(sed -n 's/^#   //p' "$0")
[ "$said" = "$expected" ] || { echo "it is otherwise now"; exit 1; }
