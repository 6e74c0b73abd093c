"""The tag of the upload part: {% upload_place case recordings %}."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import template

from fadu.pages.uploading import place_of

register = template.Library()


@register.simple_tag(takes_context=True)
def upload_place(context: Mapping[str, Any], case: Any, recordings: Collection[str]) -> str:
    """What lets this page's visitor upload into a case (`fadu.pages.uploading:place_of`)."""
    return place_of(context["request"], UUID(str(case)), recordings or ())
