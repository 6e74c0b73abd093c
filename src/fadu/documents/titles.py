"""What a document is called: read from the text it is made from, so it is said in one place."""

import re
from functools import cache

from fadu.documents.texts import find
from fadu.law.words import Words

# `title: "受理凭证 " + data.number` names the page; heading or first English line gives the other.
_ZH = re.compile(r'title: "([^"]+?)\s*"')
_EN = re.compile(r'(?:heading\([^"]*"[^"]*",\s*|#en\()"([^"]+)"')


@cache
def title_of(text: str, version: int) -> Words:
    """The title of a text in both languages; its name where it states none."""
    source = find(text, version).read()
    zh, en = _ZH.search(source), _EN.search(source)
    return Words(zh[1].strip() if zh else text, en[1] if en else text)
