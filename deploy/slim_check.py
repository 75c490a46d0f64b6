"""Whether nothing is missing that the bot loads: each of its modules, and each library with compiled parts, is used."""

import io
import pkgutil
import sys
from base64 import b64decode
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pi_heif
import typst
import zstandard
from PIL import Image

OURS = (
    "bot", "handlers", "locales", "models", "programmes", "scheduler", "services", "spreadsheets", "thai", "xlsforms",
)  # fmt: skip
LIBRARIES = (
    "cryptography.fernet", "docxtpl", "linebot.v3.messaging", "lxml.objectify", "openpyxl", "psycopg", "pypdfium2",
    "obstore.store", "pyrage", "pyxform.xls2xform", "rapidfuzz.fuzz", "re2", "zxingcpp",
)  # fmt: skip
RED_HEIC = b64decode(  # 64 × 48 pixels; the library reads HEIC and writes none
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAX1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAA"
    "AAAERAAAEAAQAAAAABoQABAAAAAAAAAB4AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRtAAAAAAABAAAA/WlwcnAA"
    "AADdaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkA"
    "AAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAA"
    "AAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAAC"
    "ZtZGF0AAAAGigBrxOA+BDhp//8TSj/+nXPD9PMe/OikM+A"
)
SPLIT = [["ถัง", "ขยะ", "เปียก"]]


def missing() -> list[str]:
    """Return what does not work. What cannot be imported raises ImportError with its name."""
    for name in LIBRARIES:
        import_module(name)
    for package in OURS:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith(("__main__", ".env")) and ".versions" not in module.name:
                import_module(module.name)
    pi_heif.register_heif_opener()
    wrong = [kind for kind in ("JPEG", "PNG", "WEBP", "AVIF") if not _draws(kind)]
    if not _is_red(RED_HEIC):
        wrong.append("HEIC")
    if zstandard.decompress(zstandard.compress(b"x" * 99)) != b"x" * 99:
        wrong.append("zstandard")
    with TemporaryDirectory() as folder:
        page = Path(folder) / "page.typ"
        page.write_text("สวัสดี", "utf-8")
        if not typst.compile(str(page)).startswith(b"%PDF"):
            wrong.append("typst")
    if import_module("thai.search_words").phrases("ถังขยะเปียก") != SPLIT:
        wrong.append("pythainlp")
    return wrong


def _draws(kind: str) -> bool:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(drawn, kind)
    return _is_red(drawn.getvalue())


def _is_red(picture: bytes) -> bool:
    red, green, _ = Image.open(io.BytesIO(picture)).convert("RGB").resize((1, 1)).tobytes()
    return red > 200 > green


if __name__ == "__main__":
    found = missing()
    sys.stdout.write(f"   does not work: {', '.join(found)}\n" if found else "   nothing is missing\n")
    sys.exit(1 if found else 0)
