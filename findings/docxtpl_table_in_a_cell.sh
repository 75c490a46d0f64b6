#!/usr/bin/env bash
# A table in a cell of a table widens the outer one, in docxtpl 0.20.2 (templates of office papers).
#
# After it has filled a template in, docxtpl gives a table as many columns as its widest row has cells. It also counts the
# rows of tables that stand in its cells: a frame of one column around a table of three gets three columns, each a third
# as wide, and its one cell fills only the first. Nothing in the template repeats; without the inner table all is well.
# Forms of Thai offices are often tables in a frame. What helps: replace `fix_tables` of the template.
#
# Output seen on 30 November 2026:
#   a frame around words: ['8640'] -> ['8640']
#   a frame around a table of 3: ['8640'] -> ['2880', '2880', '2880']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check --quiet install docxtpl==0.20.2 python-docx==1.2.0
cd "$folder"
said=$("$folder/venv/bin/python" - <<'PYTHON'
from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate


def widths(path):
    return [column.get(qn("w:w")) for column in Document(path).tables[0]._tbl.tblGrid.iterchildren()]


for said, inside in (("words", False), ("a table of 3", True)):
    document = Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    if inside:
        frame.add_table(rows=1, cols=3).cell(0, 0).text = "{{ office }}"
    else:
        frame.text = "{{ office }}"
    document.save("template.docx")
    template = DocxTemplate("template.docx")
    template.render({"office": "ที่ว่าการอำเภอ"})
    template.save("paper.docx")
    print(f"a frame around {said}: {widths('template.docx')} -> {widths('paper.docx')}")
PYTHON
)
echo "$said"
grep -qxF "a frame around words: ['8640'] -> ['8640']" <<< "$said" || { echo "a frame around words is changed now"; exit 1; }
grep -qxF "a frame around a table of 3: ['8640'] -> ['2880', '2880', '2880']" <<< "$said" || { echo "the frame stays as it is now"; exit 1; }
