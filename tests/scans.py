"""Files as people upload them, made on the spot: a sound PDF, PNG and JPEG of one's own words."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def pdf_of(
    words: str, *, body: bytes = b"", more: tuple[bytes, ...] = (), root: bytes = b""
) -> bytes:
    """A PDF of one page whose bytes depend on the words.

    `body` is the page's content, `more` are further objects (from number 5), `root` goes into the
    catalogue.
    """
    content = body or b"% " + words.encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *more,
    ]
    made = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % start)


def picture_of(form: str, size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    """A PNG or JPEG of a grey sheet with a slope on it."""
    sheet = Image.linear_gradient("L").resize(size).convert("RGB")
    made = io.BytesIO()
    sheet.save(made, form, **more)
    return made.getvalue()


def scan(name: str = "scan.pdf") -> SimpleUploadedFile:
    """A PDF as a browser posts it; its bytes depend on its name."""
    return SimpleUploadedFile(name, pdf_of(name), "application/pdf")
