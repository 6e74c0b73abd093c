"""Uploads: files that a page hands in, whole with the form or in pieces before it.

The part `pages/parts/upload.html` is a plain file input, which works without script. With script
(`upload.js`) a chosen file goes to the addresses here at once, in pieces, and the form then names
it ("arrived-<code>"). `handed_in` reads both from a posted page.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from fadu.law.words import Words
from fadu.pages.forms import say, typed
from fadu.pages.papers import FileView
from fadu.pages.who import Visit
from fadu.people.writing import file_name
from fadu.procedure.refusal import Refusal
from fadu.record import arrivals
from fadu.record.arrivals import Arrival
from fadu.record.evidence import Stored
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import Unfit

BIGGEST = 20 * 1024 * 1024
BIGGEST_PIECE = 4 * 1024 * 1024
_A_DAY = 24 * 3600
_SALT = "fadu.pages.uploading"

NOT_ENTERED = Words(
    "登录已过期，请重新登录后继续", "Your session has ended: sign in again, then go on"
)
ELSEWHERE = Words("本页已过期，请刷新后继续", "This page is out of date: reload it, then go on")
TOO_MANY = Words(
    "未提交的文件太多，请先提交或删除一些",
    "Too many files are waiting: hand some in, or remove some, first",
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that a posted page hands in, kept in its case's folder; pages name its `arrival`."""

    code: str
    name: str
    stored: Stored
    arrival: UUID


def owners_of(request: Visit) -> list[str]:
    """As whom the visitor may upload; one browser may hold an officer's and a citizen's session."""
    officer, citizen = request.officer, request.citizen
    found = [f"officer-{officer.id}"] if officer else []
    return found + ([f"citizen-{citizen.id}"] if citizen else [])


def owner_of(request: Visit) -> str:
    """Whose uploads those of this page are: on the portal a citizen's, elsewhere an officer's."""
    match = request.resolver_match
    citizen = match is not None and match.namespace == "portal"
    kind = "citizen-" if citizen else "officer-"
    return next((owner for owner in owners_of(request) if owner.startswith(kind)), "")


def place_of(request: Visit, case: UUID, recordings: Collection[str]) -> str:
    """What lets the visitor of this page upload into this case: made where that was decided.

    `recordings`: the codes of the papers that take sound and film.
    """
    content = [request.bureau.code, str(case), owner_of(request), sorted(recordings)]
    return signing.dumps(content, salt=_SALT)


def handed_in(
    request: Visit, case: UUID, recordings: Collection[str] = (), *, stays: bool = False
) -> tuple[list[Handed], list[Refusal]]:
    """The files of a posted page, kept; and what is wrong with others.

    `recordings`: the codes of the papers that take sound and film. `stays`: the page may be shown
    once more before it is handed in, and then names its files (`pages/parts/arrived.html`).
    """
    owner = owner_of(request) if stays else arrivals.NOBODY
    found: list[Handed | Refusal] = []
    for field, uploads in request.FILES.lists():
        code = field.removeprefix("paper-")
        for upload in uploads:
            name = file_name(upload.name or "")
            found.append(
                _received(
                    Arrival(
                        new_id(), owner, request.bureau.code, case, code, name, upload.size or 0,
                        recordings=code in recordings,
                    ),
                    upload,
                )
            )  # fmt: skip
    for field in request.POST:
        if field.startswith("arrived-"):
            code = field.removeprefix("arrived-")
            found += [_arrived(request, case, code, text) for text in request.POST.getlist(field)]
    # A file that the page names twice is handed in once.
    kept = {each.arrival: each for each in found if isinstance(each, Handed)}
    return list(kept.values()), [each for each in found if isinstance(each, Refusal)]


def _received(arrival: Arrival, upload: "UploadedFile[bytes]") -> Handed | Refusal:
    code, name = arrival.code, arrival.name
    if arrival.size > BIGGEST:
        return refused(Unfit("too_large"), code, name)
    if not arrival.size or upload.file is None:
        return refused(Unfit("empty"), code, name)
    kept = arrivals.receive(arrival, cast(Any, upload.file))
    if isinstance(kept, Unfit):
        return refused(kept, code, name)
    return Handed(code, name, kept, arrival.id)


def _arrived(request: Visit, case: UUID, code: str, text: str) -> Handed | Refusal:
    try:
        arrival = arrivals.taken(owner_of(request), case, UUID(text))
    except ValueError:
        arrival = None
    if arrival is not None and arrival.stored is not None and arrival.code == code:
        return Handed(code, arrival.name, arrival.stored, arrival.id)
    gone = Words("有一个上传的文件已过期", "An uploaded file has expired")
    return Refusal("upload_gone", gone, Words("请重新上传", "Upload it again"), subject=code)


def refused(unfit: Unfit, code: str, name: str) -> Refusal:
    """What is wrong with a file, as a reason among others."""
    return Refusal("unfit_file", unfit.words(name), unfit.remedy, subject=code)


@require_http_methods(["GET", "POST"])
def waiting(request: Visit, bureau: str) -> JsonResponse:
    """GET: what is on its way for a page's case, and a fresh form token. POST: begin a file."""
    asked = _asked(request) if request.method == "POST" else dict(request.GET.items())
    opened = _opened(request, str(asked.get("place", "")))
    if isinstance(opened, JsonResponse):
        return opened
    owner, case, recordings = opened
    if request.method == "GET":
        files = [_plain(each) for each in arrivals.of(owner, case)]
        return JsonResponse({"token": get_token(request), "files": files})
    code, name, mark, size = (typed(asked, field) for field in ("code", "name", "mark", "size"))
    wanted = Arrival(
        new_id(), owner, bureau, case, code[:80], file_name(name),
        int(size) if size.isdecimal() else 0, mark[:40],
        recordings=code in recordings,
    )  # fmt: skip
    if not 0 < wanted.size <= BIGGEST:
        return _no(Unfit("too_large" if wanted.size else "empty"), wanted.name)
    begun = arrivals.begin(wanted)
    return JsonResponse(_plain(begun)) if begun else _said(422, TOO_MANY)


@require_http_methods(["GET", "PATCH", "DELETE"])
def one(request: Visit, bureau: str, arrival: UUID) -> JsonResponse:
    """GET: how far a file is. PATCH: its next piece. DELETE: give it up."""
    if not owners_of(request):
        return _said(401, NOT_ENTERED)
    held = (arrivals.find(owner, arrival) for owner in owners_of(request))
    found = next((each for each in held if each and each.bureau == bureau), None)
    if found is None:
        return _said(404, ELSEWHERE)
    if request.method == "DELETE":
        arrivals.drop(found)
        return JsonResponse({})
    if request.method == "PATCH":
        return _added(request, found)
    return JsonResponse(_plain(found))


def _added(request: Visit, arrival: Arrival) -> JsonResponse:
    """Take in a piece; with the last one the file is inspected and kept."""
    sizes = request.headers.get("Upload-Offset", ""), request.headers.get("Content-Length", "")
    if not all(size.isdecimal() for size in sizes) or int(sizes[1]) > BIGGEST_PIECE:
        return _said(400, ELSEWHERE)
    offset, length = map(int, sizes)
    there = arrivals.add(arrival, offset, cast(Any, request), length)
    if there < arrival.size:
        return JsonResponse(_plain(arrival))
    kept = arrivals.complete(arrival)
    if isinstance(kept, Unfit):
        return _no(kept, arrival.name)
    return JsonResponse(_plain(arrivals.find(arrival.owner, arrival.id) or arrival))


def _asked(request: HttpRequest) -> dict[str, Any]:
    try:
        asked = json.loads(request.body)
    except ValueError:
        return {}
    return asked if isinstance(asked, dict) else {}


def _opened(request: Visit, place: str) -> tuple[str, UUID, list[str]] | JsonResponse:
    """As whom, into which case, and recordings to which papers, a page's token allows."""
    if not owners_of(request):
        return _said(401, NOT_ENTERED)
    try:
        bureau, case, owner, recordings = signing.loads(place, salt=_SALT, max_age=_A_DAY)
    except (signing.BadSignature, ValueError):  # forged, or of a page of an earlier version
        return _said(409, ELSEWHERE)
    if bureau != request.bureau.code or owner not in owners_of(request):
        return _said(409, ELSEWHERE)
    return owner, UUID(case), recordings


def _plain(arrival: Arrival) -> dict[str, Any]:
    kind = arrival.stored.media_type if arrival.stored else ""
    shown = FileView(arrival.id, kind, arrival.size, arrival.name)
    return {
        "id": str(arrival.id),
        "code": arrival.code,
        "name": arrival.name,
        "size": arrival.size,
        "mark": arrival.mark,
        "offset": arrival.offset,
        "done": arrival.stored is not None,
        "kind": shown.kind,
        "size_words": shown.size_words,
    }


def _no(unfit: Unfit, name: str) -> JsonResponse:
    words = {"said": say(unfit.words(name)), "remedy": say(unfit.remedy), "final": True}
    return JsonResponse(words, status=422)


def _said(status: int, words: Words) -> JsonResponse:
    return JsonResponse({"said": say(words), "remedy": "", "final": status == 422}, status=status)
