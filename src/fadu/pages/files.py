"""Serving a stored file: as what it is, never as a page of ours."""

from pathlib import Path

from django.http import FileResponse

from fadu.record.evidence import path_of
from fadu.record.models import EvidenceFile

_SUFFIX = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}
# A file was made by a stranger: should a browser ever run it, it may load and run nothing. A PDF
# viewer does not open in a sandbox, so a PDF gets none.
_ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
_PDF = "default-src 'self'; script-src 'none'; frame-ancestors "


def served(file: EvidenceFile, name: str, *, framed: bool = False) -> FileResponse:
    """A stored file as a response; the caller has asked whether it may be read.

    PDF and pictures open in the browser, everything else is a download. `name` is without suffix.
    `framed`: our own pages may show a PDF inside the viewer; nobody else's may ever.
    """
    suffix = _SUFFIX.get(file.media_type, "")
    path = path_of(file.bureau, file.case, file.sha256)
    response = attached(path, name + suffix, file.media_type, inline=bool(suffix))
    if framed and file.media_type == "application/pdf":
        response["Content-Security-Policy"] = _PDF + "'self'"
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def attached(path: Path, name: str, media_type: str, *, inline: bool = False) -> FileResponse:
    """A file from a path, with headers that keep it apart from our pages."""
    response = FileResponse(
        path.open("rb"), as_attachment=not inline, filename=name, content_type=media_type
    )
    response["Content-Security-Policy"] = (
        _PDF + "'none'" if media_type == "application/pdf" else _ALONE
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
