"""How large a request may be, so that one that is larger gets a page and not a broken connection.

A file larger than fits is counted and thrown away while it comes in, and the form it came with is
read all the same: what was typed goes where it always goes, and the file is refused by name.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

# What one plain form may send; uploads in pieces never come near it.
LARGEST_POST = 1024 * 1024 * 1024
LARGEST_FILE = 32 * 1024 * 1024
_PIECE = 1 << 16
_FORMS = "multipart/form-data"
_BYTES = "application/octet-stream"


class CountedUpload(TemporaryFileUploadHandler):
    """A file in a temporary file; of one that is too large nothing is kept but its size."""

    def new_file(self, *args: Any, **more: Any) -> None:
        """Another file begins."""
        super().new_file(*args, **more)
        self.count = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what still fits."""
        self.count += len(raw_data)
        if self.count <= LARGEST_FILE:
            self.file.write(raw_data)
        elif self.count - len(raw_data) <= LARGEST_FILE:
            self.file.seek(0)
            self.file.truncate()

    def file_complete(self, file_size: int) -> Any:
        """The file; one that is too large is empty, and says how large it was."""
        return super().file_complete(max(file_size, self.count))


class BoundsMiddleware:
    """Refuses what is too large with a page, once the browser has finished sending."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """No database takes a NUL, and no address of ours has one."""
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path_info:
            return render(request, "400.html", status=400)
        text = request.META.get("CONTENT_LENGTH") or ""
        size = int(text) if text.isdecimal() else 0
        if size > _most(request):
            answer: HttpResponseBase = render(request, "413.html", status=413)
        else:
            answer = self.get_response(request)
        if 0 < size <= LARGEST_POST and answer.status_code >= 400:
            _read_away(request)
        return answer


def _most(request: HttpRequest) -> int:
    if request.content_type in (_FORMS, _BYTES):
        return LARGEST_POST
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _read_away(request: HttpRequest) -> None:
    """A browser that is still sending does not see an answer."""
    try:
        while request.read(_PIECE):
            pass
    except OSError:
        pass  # it has gone away
