"""Tags and filters of every page: words in the reader's language, money, dates, the demo's day.

{% say "中文" "English" %}   {{ words|say }}   {{ fen|yuan }}   {{ date|day }}   {{ date|weekday }}
{% proof %}   in the form of a decisive act (fadu.pages.proof)
"""

import datetime
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, Parser, Token, render_value_in_context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from fadu.law.words import Words
from fadu.pages import dates
from fadu.pages.chart import Chart
from fadu.pages.map import Map
from fadu.pages.proof import CODE, PASSWORD, Way, proved_lately
from fadu.pages.second_factor import demanded
from fadu.record.moment import SHANGHAI, clock_from

register = template.Library()


def language() -> str:
    """The reader's language, Chinese where none is active."""
    return get_language() or "zh-hans"


class Either(template.Node):
    """One of two texts. A page has a hundred of them, so a literal costs no look-up at all."""

    def __init__(self, zh: FilterExpression, en: FilterExpression, target: str) -> None:
        self._zh, self._en, self._target = _literal(zh), _literal(en), target

    def render(self, context: template.Context) -> str:
        """The text in the reader's language, or nothing when it is kept under a name."""
        chosen = self._zh if language().startswith("zh") else self._en
        if not isinstance(chosen, str):
            chosen = render_value_in_context(chosen.resolve(context), context)
        if self._target:
            context[self._target] = chosen
            return ""
        return chosen


def _literal(text: FilterExpression) -> FilterExpression | str:
    """What a literal without filters says; anything else as it is."""
    return text.var if isinstance(text.var, str) and not text.filters else text


@register.tag(name="say")
def say_either(parser: Parser, token: Token) -> Either:
    """{% say "中文" "English" %}, both where they are used; `as name` keeps the text under a name."""
    words = token.split_contents()[1:]
    target = words[3] if len(words) == 4 and words[2] == "as" else ""
    if len(words) != 2 and not target:
        raise template.TemplateSyntaxError('{% say "中文" "English" [as name] %}')
    zh, en = (parser.compile_filter(word) for word in words[:2])
    return Either(zh, en, target)


@register.filter
def say(words: Any) -> str:
    """`Words`, or a plain {"zh": …, "en": …} of a graph or a leaf, in the reader's language."""
    if isinstance(words, Words):
        return words.to(language())
    if isinstance(words, Mapping):
        return Words(str(words.get("zh", "")), str(words.get("en", ""))).to(language())
    return "" if words is None else str(words)


@register.filter
def yuan(fen: int | None) -> str:
    """An amount in fen as yuan: 123400 -> 1,234.00."""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{rest:02}"


@register.filter
def day(value: datetime.date | None) -> str:
    """A date; nothing for none."""
    return dates.day(value).to(language()) if value else ""


@register.filter
def weekday(value: datetime.date | None) -> str:
    """A date with its weekday; nothing for none."""
    return dates.weekday(value).to(language()) if value else ""


@register.filter
def instant(value: datetime.datetime | None) -> str:
    """Date and time of day in China; nothing for none."""
    return dates.instant(value).to(language()) if value else ""


@register.simple_tag
def weekday_names() -> tuple[Words, ...]:
    """The heads of a wall calendar, Monday first."""
    return dates.WEEKDAY_HEADS


@register.simple_tag
def html_language() -> str:
    """The value of the page's lang attribute."""
    return "zh-Hans" if language().startswith("zh") else "en"


@register.simple_tag
def demo_day() -> datetime.date | None:
    """The fixed day of the demo, for its banner; None in every other profile."""
    if settings.FADU_PROFILE != "demo":
        return None
    return clock_from(settings.FADU_CLOCK).now().on


@register.filter
def get(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """The value under a key that is itself a variable; None when there is none."""
    return None if mapping is None else mapping.get(key)


@register.filter
def unlocal(number: float) -> str:
    """A number as SVG wants it, whatever the reader's language: 12.5, never 12,5."""
    return f"{number:g}"


@register.simple_tag
def flow_chart(chart: Chart) -> SafeString:
    """A chart as the page holds it; drawing costs more than anything else on a page."""
    return _figure(chart, language())


@lru_cache(maxsize=256)
def _figure(chart: Chart, _: str) -> SafeString:
    return render_to_string("pages/chart.html", {"chart": chart})


@register.filter
def shapes(drawn: Map) -> dict[str, Any]:
    """The shapes of a map as GeoJSON in the reader's language."""
    return drawn.geojson(language())


@register.filter
def time_of_day(value: datetime.datetime) -> str:
    """Hour and minute in China."""
    return f"{value.astimezone(SHANGHAI):%H:%M}"


@register.inclusion_tag("pages/parts/proof.html", takes_context=True)
def proof(context: template.Context, way: Way = "officer") -> dict[str, Any]:
    """The password field of a decisive act; nothing when presence was proved lately."""
    return {
        "wanted": not proved_lately(context["request"], way),
        "field": PASSWORD,
        "code": CODE if way == "officer" and demanded() else "",
        "minutes": settings.FADU_PROOF_MINUTES,
    }
