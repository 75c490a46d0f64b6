"""What tests of papers share: the examples of kinds with pictures that can be opened, and PDFs as PDFium reads them."""

from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image

from services.papers.fields import PaperPicture


def shown(example: Any) -> Any:
    """Return an example whose pictures are white squares."""
    if isinstance(example, PaperPicture):
        out = BytesIO()
        Image.new("RGB", (8, 8), "white").save(out, "PNG")
        return PaperPicture(out.getvalue(), min(example.width, 20), example.alt)
    if isinstance(example, dict):
        return {name: shown(one) for name, one in example.items()}
    return [shown(one) for one in example] if isinstance(example, list) else example


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page as PDFium finds it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded() for page in document]
