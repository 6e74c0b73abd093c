"""The laws we cite: versions by date, articles in our own short words, and how sure we are.

`cite("不动产登记暂行条例", 14)` stands beside each line that applies a rule. Whatever is not
encoded here cannot be cited: `UnknownCitation` sees to it that no rule rests on an unread article.
"""

from fadu.law.sources.citation import (
    Citation,
    Resolved,
    UnknownCitation,
    begins,
    cite,
    cite_named,
    resolve,
)
from fadu.law.sources.finding import STANDINGS, find, predecessors, standing, wording
from fadu.law.sources.library import KINDS, SURENESS, Article, Law, NotInForce, Version, law, laws

__all__ = [
    "KINDS",
    "STANDINGS",
    "SURENESS",
    "Article",
    "Citation",
    "Law",
    "NotInForce",
    "Resolved",
    "UnknownCitation",
    "Version",
    "begins",
    "cite",
    "cite_named",
    "find",
    "law",
    "laws",
    "predecessors",
    "resolve",
    "standing",
    "wording",
]
