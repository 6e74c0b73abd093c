"""Finding a page of the portal by plain words: guides, pages, the law library, public rows.

Guides come from the declarations and are few, so they are matched here, in memory, by the same
terms as the index, and so is the law library; notices and other public rows of the registers are
asked of the index. What people say and what
guides say is data: `synonyms.yaml`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml
from django.urls import reverse

from fadu.law.words import Words
from fadu.portal.help import topics
from fadu.portal.library import SHELVES, Page, shelved
from fadu.portal.matters import guide, matters
from fadu.procedure.declare import Procedure
from fadu.procedure.finding import offers
from fadu.procedure.in_force import parameters_of
from fadu.procedure.public import life_events
from fadu.record.moment import Moment
from fadu.search import index
from fadu.search.asking import Hit, Question, hits, one_of, word
from fadu.search.words import asked, marked, normalised, terms, terms_of

MOST, LINES = 20, 3
# Of each kind: who asks how to sell a house is not to be answered by paragraphs.
MOST_LAW = 3
# A sentence need not stand in a guide word by word: this share of its terms must.
ENOUGH = 0.6
IN_TITLE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was found: its title in pieces, each a hit or not, and the lines that fit.

    `under`: what it is part of.
    """

    kind: Words
    title: list[tuple[str, bool]]
    address: str
    lines: list[list[tuple[str, bool]]]
    under: Words | None = None


GUIDE = Words("办事指南", "Guide")
SERVICE = Words("服务", "Service")
EVENT, HELP = Words("人生事件", "Life event"), Words("帮助", "Help")
# url name, title, and the words under which people look for it.
PLACES = (
    ("track", Words("查进度", "Track a case"),
     Words("凭办件编号和查询码查看办理进度，不需要登录",
           "Follow a case by its number and tracking code, without an account")),
    ("verify", Words("核验案卷", "Verify a case file"),
     Words("核验案卷、证书和记录的真伪", "Check whether a case file or certificate is genuine")),
    ("cases", Words("我的办件", "My cases"),
     Words("查看我的申请，补正材料，撤回申请", "My applications; supplement papers; withdraw")),
    ("rate", Words("评价", "Rate a case"),
     Words("办结以后评价办得怎么样，好评差评，可以匿名", "Say how a closed case was handled; praise or complain")),
    ("accessibility", Words("无障碍说明", "Accessibility"),
     Words("大字、键盘、读屏、手机怎么用", "Larger type, keyboard, screen reader, phone")),
    ("laws", Words("法规库", "Law library"),
     Words("法律、法规、规章、文件，哪一天施行哪一版，每一条讲什么",
           "Laws, rules and documents: which version held on a day, what articles say")),
    ("values", Words("数值和期限", "Figures and limits"),
     Words("每个期限、金额、标准是多少，依据哪一条", "What each limit, sum and standard is, by which article")),
    ("bands", Words("裁量基准", "Discretion tables"),
     Words("罚款按什么档次定，有没有空档和重叠", "By which tiers a fine is set; gaps and overlaps")),
    ("regimes", Words("处罚程序对照", "Penalty procedure side by side"),
     Words("行政处罚程序三个时段的规定对照，新旧程序", "The three regimes of penalty procedure, old and new")),
    ("enter", Words("登录", "Sign in"),
     Words("登录网上办事账号", "Sign in to your account")),
)  # fmt: skip


@cache
def synonyms() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What people say, and what it means in the words of the guides."""
    text = (Path(__file__).parent / "synonyms.yaml").read_text("utf-8")
    return tuple(
        (tuple(map(normalised, line["said"])), tuple(map(normalised, line["means"])))
        for line in yaml.safe_load(text)
    )


def readings(text: str) -> list[str]:
    """What was typed, and what else it may mean: each meaning is a reading of its own."""
    plain = normalised(text)
    padded = f" {plain} "
    found = [plain]
    for said, means in synonyms():
        if any(_says(padded, word) for word in said):
            found += means
    return list(dict.fromkeys(found))


def _says(padded: str, word: str) -> bool:
    """Whether a text says a word: Latin words as wholes, Chinese ones anywhere."""
    return (f" {word} " if word.isascii() else word) in padded


def found(text: str, bureau: str, at: Moment, language: str) -> list[Found]:
    """The pages that fit what was typed, the best first; then public rows; then the law.

    What one can do stands before what the law says of it.
    """
    said = readings(text)
    best = _best(pages(bureau, at), said)
    library = _best(shelved(parameters_of(bureau), at.on, bureau), said)
    laws = [page for kind in SHELVES for page in [p for p in library if p.kind is kind][:MOST_LAW]]
    sought = [run for reading in said for run in asked(reading)]
    shown = [_shown(page, sought, language) for page in best]
    offered = [*shown, *_rows(said, bureau, sought, language)][:MOST]
    return [*offered, *(_shown(page, sought, language) for page in laws)]


def _best(known: Iterable[Page], said: Sequence[str]) -> list[Page]:
    scored = [(score(page, said), page) for page in known]
    fitting = sorted((pair for pair in scored if pair[0]), key=lambda pair: -pair[0])
    return [page for _, page in fitting]


def score(page: Page, said: Sequence[str]) -> float:
    """How well a page fits: the best reading counts, a hit in the title more than one below it."""
    title, body = _terms(page)
    best = 0.0
    for reading in said:
        wanted = [term for run in asked(reading) for term in terms_of(run)]
        held = [term for term in wanted if term in title or term in body]
        if wanted and len(held) >= ENOUGH * len(wanted):
            weight = sum(IN_TITLE if term in title else 1 for term in held)
            best = max(best, weight / len(wanted))
    return best


@lru_cache(maxsize=4096)
def _terms(page: Page) -> tuple[set[str], set[str]]:
    """The terms of its title, and those of the rest."""
    rest = (each for words in page.texts for each in (words.zh, words.en))
    return terms([page.title.zh, page.title.en]), terms(rest)


def pages(bureau: str, at: Moment) -> Iterable[Page]:
    """Every guide, and the pages of the portal that do something."""
    for procedure in matters():
        address = reverse("portal:guide", args=(bureau, procedure.name))
        yield Page(GUIDE, procedure.title, address, _texts(procedure, bureau, at))
    for name, title, told in PLACES:
        yield Page(SERVICE, title, reverse(f"portal:{name}", args=(bureau,)), (told,))
    for event in life_events().values():
        address = reverse("portal:event", args=(bureau, event.name))
        texts = (event.says, *(point.words for point in event.known))
        yield Page(EVENT, event.title, address, texts)
    for question in (question for topic in topics() for question in topic.questions):
        address = f"{reverse('portal:help', args=(bureau,))}#{question.name}"
        yield Page(HELP, question.asks, address, (question.answer,))


def _texts(procedure: Procedure, bureau: str, at: Moment) -> tuple[Words, ...]:
    """What a guide says: papers, steps, articles, and that it names limits and fees."""
    drawn = guide(procedure, at.on, bureau)
    return (
        *(paper.title for paper in drawn.papers),
        *(step.title for step in procedure.steps),
        *(citation.words for citation in procedure.basis),
        *(role.title for role in procedure.roles),
        Words("材料、办理时限、费用", "Papers, time limits, fees"),
    )


def _shown(page: Page, sought: Sequence[str], language: str) -> Found:
    lines = [marked(words.to(language), sought) for words in page.texts]
    fitting = [line for line in lines if any(hit for _, hit in line)]
    title = marked(page.title.to(language), sought)
    told = [] if page.under else fitting[:LINES]
    return Found(page.kind, title, page.address, told, page.under)


def _rows(said: Sequence[str], bureau: str, sought: Sequence[str], language: str) -> list[Found]:
    """The public rows that fit, each once: the first heading is the title, the rest its lines."""
    kinds = tuple(offers())
    if not kinds:
        return []
    refs: dict[Hit, None] = {}
    for reading in said:
        needs = [word(run) for run in asked(reading)]
        if needs:
            question = Question(bureau, kinds, (*needs, one_of([index.PUBLIC])))
            refs |= dict.fromkeys(hits(question, most=MOST))
    shown = []
    for kind, offer in offers().items():
        rows = offer.named(bureau, [hit.ref for hit in refs if hit.kind == kind])
        for row in rows.values():
            if row.public:
                name, arguments = offer.address(row)
                title, *rest = [marked(text.text, sought) for text in row.texts]
                fitting = [line for line in rest if any(hit for _, hit in line)]
                address = reverse(name, kwargs={"bureau": bureau, **arguments})
                shown.append(Found(offer.title, title, address, fitting[:LINES]))
    return shown
