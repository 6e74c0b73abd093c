"""Serving a stored file: as what it is, never as a page of ours; whole, or the part asked for.

A player moves about in a recording by asking for ranges of its bytes (RFC 9110, 14): one range is
answered; several at once, or what is no range, get the whole file, as the standard allows.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from fadu.record.evidence import path_of
from fadu.record.inspection.verdict import M4A, MP3, MP4, OGG, RECORDINGS, WAV, WEBM, WEBM_SOUND
from fadu.record.models import EvidenceFile

_SUFFIX = {
    "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", MP4: ".mp4",
    WEBM: ".webm", M4A: ".m4a", WEBM_SOUND: ".weba", MP3: ".mp3", WAV: ".wav", OGG: ".ogg",
}  # fmt: skip
# A file was made by a stranger: should a browser ever run it, it may load and run nothing. A PDF
# viewer does not open in a sandbox, so a PDF gets none; nor does a player, which fetches the rest
# of its recording by itself, and without the visitor's cookie if it stood in a sandbox.
_ALONE = "default-src 'none'; frame-ancestors 'none'; sandbox"
_PLAYED = "default-src 'none'; media-src 'self'; frame-ancestors 'none'"
_PDF = "default-src 'self'; script-src 'none'; frame-ancestors "
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_PIECE = 1 << 16


def served(
    request: HttpRequest, file: EvidenceFile, name: str, *, framed: bool = False
) -> HttpResponseBase:
    """A stored file as a response; the caller has asked whether it may be read.

    PDF, pictures and recordings open in the browser, everything else is a download. `name` is
    without suffix. `framed`: our own pages may show a PDF inside the viewer; nobody else's may
    ever.
    """
    suffix = _SUFFIX.get(file.media_type, "")
    path = path_of(file.bureau, file.case, file.sha256)
    tag, size = f'"{file.sha256}"', path.stat().st_size
    part = _part_of(request, size, tag)
    response: HttpResponseBase
    if part is None:
        response = attached(path, name + suffix, file.media_type, inline=bool(suffix))
    elif not part:
        response = HttpResponse(status=416, content_type=file.media_type)
        response["Content-Range"] = f"bytes */{size}"
    else:
        response = _partial(path, part, size, file.media_type)
        response["Content-Disposition"] = (
            content_disposition_header(not suffix, name + suffix) or ""
        )
    _kept_apart(response, file.media_type)
    response["Accept-Ranges"], response["ETag"] = "bytes", tag
    if framed and file.media_type == "application/pdf":
        response["Content-Security-Policy"] = _PDF + "'self'"
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _part_of(request: HttpRequest, size: int, tag: str) -> range | None:
    """The bytes asked for; None for the whole file, an empty range for what is not there."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or asked is None or request.headers.get("If-Range", tag) != tag:
        return None
    first, last = asked[1], asked[2]
    if not first:  # so many bytes from the end
        return range(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1 if last else size, size))


def _partial(path: Path, part: range, size: int, media_type: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_pieces(path, part), status=206, content_type=media_type)
    response["Content-Length"] = str(len(part))
    response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return response


def _pieces(path: Path, part: range) -> Iterator[bytes]:
    with path.open("rb") as whole:
        whole.seek(part.start)
        left = len(part)
        while left and (piece := whole.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def attached(path: Path, name: str, media_type: str, *, inline: bool = False) -> FileResponse:
    """A file from a path, with headers that keep it apart from our pages."""
    response = FileResponse(
        path.open("rb"), as_attachment=not inline, filename=name, content_type=media_type
    )
    _kept_apart(response, media_type)
    return response


def _kept_apart(response: HttpResponseBase, media_type: str) -> None:
    rules = _PLAYED if media_type in RECORDINGS else _ALONE
    response["Content-Security-Policy"] = (
        _PDF + "'none'" if media_type == "application/pdf" else rules
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
