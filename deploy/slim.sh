#!/bin/sh
# Takes out of a venv what the bot never loads, so that the image stays below 350 MB: symbols for debuggers, corpora and
# models of pythainlp beside its word list and frequencies, other languages of babel and holidays, parts of libraries that
# nothing here uses, sources, tests, pip.
#   slim.sh VENV
# `deploy/slim_check.py` afterwards imports every module of the bot and uses each library that has compiled parts.
set -eu
cd "$1"/lib/python3*/site-packages
python=$(echo "$1"/bin/python)
"$python" -m pip uninstall --quiet --yes pip setuptools 2>/dev/null || true
find . -name '*.so*' -type f -exec strip --strip-unneeded {} +
find . \( -name '*.pyi' -o -name '*.c' -o -name '*.h' -o -name '*.pyx' -o -name '*.jar' \) -delete
find . -name __pycache__ -prune -exec rm -rf {} +
find . -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
find pythainlp/corpus -type f -size +400k ! -name words_th.txt ! -name tnc_freq.txt -delete
find babel/locale-data -name '*.dat' ! -name 'root.dat' ! -name 'en*.dat' ! -name 'th*.dat' -delete
# Of libraries that come whole: LINE's other APIs, databases that are none of ours, a second build of one codec, HTML.
for api in audience insight liff module moduleattach shop; do rm -rf "linebot/v3/$api"; done
rm -rf sqlalchemy/dialects/mysql sqlalchemy/dialects/oracle sqlalchemy/dialects/mssql
rm -f zstandard/_cffi*.so lxml/html/_difflib*.so lxml/html/diff*.so
find holidays/locale -mindepth 1 -maxdepth 1 -type d ! -name th ! -name en_US -exec rm -rf {} +
