"""The service worker for a stalled network, and the page that it shows then.

It keeps files of the static tree, whose addresses carry a digest of their contents, and one page
without anything personal; never a page of ours, never the answer to a form. Switched off by
`FADU_OFFLINE`, it removes itself and what it kept from every browser that still has it.
"""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache

from fadu.pages.who import Visit

# What every page of the portal needs, so that the page shown offline looks like the others.
CORE = (
    "tabler/tabler.min.css",
    "noto-sans-sc/pages-400.woff2",
    "noto-sans-sc/pages-700.woff2",
    "pages/tokens.css",
    "pages/fadu.css",
    "pages/portal.css",
    "pages/mark.svg",
)


@never_cache
def worker(request: Visit, bureau: str) -> HttpResponse:
    """The worker's program; its version is that of the static tree."""
    context = {
        "version": settings.STATIC_PREFIX,
        "static": settings.STATIC_URL,
        "page": reverse("portal:offline", args=[bureau]),
        "core": [static(name) for name in CORE],
        "on": settings.FADU_OFFLINE,
    }
    return render(request, "portal/worker.js", context, content_type="text/javascript")


def offline(request: Visit, bureau: str) -> HttpResponse:
    """What to do without a network; the same for everybody, in both languages at once."""
    return render(request, "portal/offline.html", {"name": request.bureau.name})
