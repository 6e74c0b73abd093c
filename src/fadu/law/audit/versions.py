"""Which version of the law the case comes under, and whether the document names it and its article.

The law at the act, unless the later is lighter (`fadu.law.version`). An act whose day is only known
as a month is judged for every day it may be; an answer that differs between them is no answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from fadu.law.audit.amounts import number
from fadu.law.audit.bench import Bench
from fadu.law.audit.case import NamedLaw
from fadu.law.audit.finding import Finding, Severity, basis
from fadu.law.audit.violations import MULTIPLE, PLAIN, SMALL, SMALL_BELOW, named, violations
from fadu.law.derivation import Line
from fadu.law.parameters import Value
from fadu.law.sources import Citation, Version, law
from fadu.law.version import CONTINUING_BY_READING, Act, Choice, Outcome, VersionError, choose
from fadu.law.words import Words
from fadu.law.worth import Range

_VERSION = Words("法律版本", "Version of the law")
_ARTICLE = Words("引用条文", "Article cited")


@dataclass(frozen=True, slots=True)
class Standing:
    """The law on one violation of the case: what applies, what the document names."""

    key: str
    right: tuple[Value, ...]  # what may apply; one if every possible day says the same
    named: tuple[Value, ...]  # what the document names
    straddles: bool
    choice: Choice | None
    clash: bool = False  # its law and its regulation are of different times
    now: Value | None = None  # the law of the decision's day

    @property
    def applied(self) -> tuple[Value, ...]:
        """The values to measure the fine by: those named, if they say one thing, else the right."""
        if same(self.named):
            return self.named
        if self.right:
            return self.right
        return (self.now,) if self.now is not None and self.now in self.named else ()


def same(values: tuple[Value, ...]) -> bool:
    """Whether the values say one thing."""
    return bool(values) and all(each.value == values[0].value for each in values)


def fine_on(bench: Bench, key: str, on: date) -> Value | None:
    """The fine of a violation on a day; small cases may have a range of their own."""
    for part in PLAIN:
        value = bench.figures.value(key + part, on)
        if value is not None:
            return value
    multiple, small = (bench.figures.value(key + part, on) for part in (MULTIPLE, SMALL))
    below = bench.figures.value(key + SMALL_BELOW, on)
    worth = number(bench.fact("market_value"))
    if bench.fact("products_taken") is False:
        return small or multiple
    if small is not None and below is not None and worth is not None:
        return small if worth * 100 < below.number else multiple
    return multiple or small


def fines_of(bench: Bench, key: str) -> tuple[Value, ...]:
    """All values of a violation's fine, of every time."""
    parts = (*PLAIN, MULTIPLE, SMALL)
    return tuple(value for part in parts for value in bench.figures.all(key + part))


def about(bench: Bench) -> tuple[str, ...]:
    """What the case is about: in words, else by the articles cited, else by its facts."""
    case = bench.case
    if case.violations:
        return case.violations
    found = []
    for law_ in case.laws:
        for violation in violations().values():
            if violation.field == case.field and violation.by_article and any(
                _fits(value, law_) for value in fines_of(bench, violation.key)
            ):  # fmt: skip
                found.append(violation.key)
                break
    if found:
        return tuple(dict.fromkeys(found))
    return named([v for v in case.facts.values() if isinstance(v, str)], case.field)


def standings(bench: Bench) -> tuple[Standing, ...]:
    """The law on each violation."""
    return tuple(_standing(bench, key) for key in bench.case.violations)


def judge_versions(bench: Bench) -> Iterator[Finding]:
    """Version and article of every violation."""
    for standing in standings(bench):
        yield _version(bench, standing)
        yield from _article(bench, standing)


def _standing(bench: Bench, key: str) -> Standing:
    choices = list(_choices(bench, key))
    right: dict[date | None, Value] = {}
    straddles = False
    for choice in choices:
        straddles = straddles or choice.straddles
        for on in [choice.on] if choice.on else [choice.at_act.on, choice.at_decision.on]:
            value = fine_on(bench, key, on)
            if value is not None:
                right[value.since] = value
    cited, clash = _named(bench, key)
    now = fine_on(bench, key, bench.reference())
    first = choices[0] if choices else None
    return Standing(key, tuple(right.values()), cited, straddles, first, clash, now)


def _choices(bench: Bench, key: str) -> Iterator[Choice]:
    """The choice for every combination of the first and last days that act and decision may be."""
    act, ends, decided = bench.case.act, bench.case.act_ends, bench.decided()
    if act is None:
        return
    ended = {ends.first, ends.last} if ends is not None else {None}
    made = {decided.first, decided.last} if decided is not None else {bench.reference()}
    for begun, end, on in product(sorted({act.first, act.last}), ended, sorted(made)):
        if _unrecorded(bench, key, begun):
            continue
        try:
            yield choose(_act(bench, key, begun, end), on, lambda day: _outcome(bench, key, day))
        except VersionError:
            continue  # a combination that cannot be


def _unrecorded(bench: Bench, key: str, on: date) -> bool:
    """Whether the law of that day is not known, rather than silent: older than what is encoded."""
    values = fines_of(bench, key)
    return fine_on(bench, key, on) is None and any(value.since is None for value in values)


def _act(bench: Bench, key: str, begun: date, ended: date | None) -> Act:
    said = bench.fact("continuing")
    if isinstance(said, bool) and (said or key in CONTINUING_BY_READING):
        return Act(begun, ended, continuing=said)
    return Act.of(key, begun, ended)


def acts_of(bench: Bench) -> tuple[Act, ...]:
    """The act on the first and the last days that it may have begun and ended."""
    act, ends = bench.case.act, bench.case.act_ends
    key = bench.case.violations[0] if bench.case.violations else ""
    if act is None:
        return ()
    found = {}
    for begun, end in product(
        sorted({act.first, act.last}), {ends.first, ends.last} if ends is not None else {None}
    ):
        try:
            one = _act(bench, key, begun, end)
        except VersionError:
            continue
        found[begun, end] = one
    return tuple(found.values())


def _outcome(bench: Bench, key: str, on: date) -> Outcome:
    """What the law of a day does about the violation, as far as the fine goes."""
    value = fine_on(bench, key, on)
    if value is None:
        return Outcome(False, Words("没有规定", "no rule"))
    if not isinstance(value.value, Range):
        none = value.value is None
        return Outcome(True, value.words, value.unit, 0 if none else None, 0 if none else None,
                       value.source.citations, value.confidence)  # fmt: skip
    return Outcome(True, value.words, value.unit, value.value.least or 0, value.value.most,
                   value.source.citations, value.confidence)  # fmt: skip


def _named(bench: Bench, key: str) -> tuple[tuple[Value, ...], bool]:
    """The values whose articles the document names, law by law; whether the laws contradict."""
    values = fines_of(bench, key)
    found: list[set[int]] = []
    for cited in bench.case.laws:
        fits = {place for place, value in enumerate(values) if _fits(value, cited)}
        if fits:
            found.append(fits)
    if not found:
        return (), False
    both = set.intersection(*found)
    return tuple(values[place] for place in sorted(both or set.union(*found))), not both


def _fits(value: Value, named: NamedLaw) -> bool:
    """Whether the document's provision is one that the value rests on, in a wording of its time."""
    articles = [each.article for each in value.source.citations if each.law == named.law]
    if not articles or not set(articles) & set(named.articles):
        return False
    wording = wording_of(named)
    return wording is None or (
        (wording.since or date.min) <= (value.until or date.max)
        and (value.since or date.min) <= (wording.until or date.max)
    )


def wording_of(named: NamedLaw) -> Version | None:
    """The wording that a year means: of that key, else the one in force at the end of the year."""
    source = law(named.law)
    if source is None or not named.version:
        return None
    for version in source.versions:
        if version.key == named.version:
            return version
    ended = date(int(named.version), 12, 31)
    return next((version for version in source.versions if version.covers(ended)), None)


def _version(bench: Bench, standing: Standing) -> Finding:
    case, right, named = bench.case, standing.right, standing.named
    title = violations()[standing.key].title
    if standing.choice is None:
        return _no_choice(bench, standing, title)
    assert case.act is not None, "a choice has an act"
    told = Words(f"{title.zh}，行为时间{case.act.words.zh}", f"{title.en}, act {case.act.words.en}")
    applies = _said(right)
    if standing.straddles:
        now = standing.choice.at_decision
        said = Words(
            f"{told.zh}；当时的规定：{standing.choice.at_begin.outcome.words.zh}；"
            f"规定变更后行为仍在继续，{now.on}的规定：{now.outcome.words.zh}。"
            "继续行为适用哪一版本须在案卷中说明理由",
            f"{told.en}; the rule then: {standing.choice.at_begin.outcome.words.en}; the act still "
            f"went on under the rule of {now.on}: {now.outcome.words.en}. Which version is applied "
            "to the continuing act must be reasoned in the file",
        )
        return _finding(standing, Severity.WARNING, said)
    if not same(right):
        said = Words(f"{told.zh}；可能适用：{applies.zh}", f"{told.en}; may apply: {applies.en}")
        wanted = Words("行为和决定的确切日期，或者轻重比较的理由",
                       "the exact days, or the reason why one is the lighter")  # fmt: skip
        return _finding(standing, Severity.UNJUDGED, said, wanted)
    said = Words(f"{told.zh}；适用：{applies.zh}", f"{told.en}; applies: {applies.en}")
    if standing.clash:
        said = Words(f"{said.zh}；所引法律与条例不是同一时期的版本",
                     f"{said.en}; the law and regulation named are of different times")  # fmt: skip
        return _finding(standing, Severity.LAPSE, said)
    if not named:
        wanted = Words(
            "决定书所引法律条文及版本", "the articles and versions that the decision cites"
        )
        return _finding(standing, Severity.UNJUDGED, said, wanted)
    if any(each.value == right[0].value for each in named):
        return _finding(standing, Severity.IN_ORDER, said)
    cited = _said(named)
    said = Words(
        f"{said.zh}；文件所引为：{cited.zh}", f"{said.en}; the document applies: {cited.en}"
    )
    return _finding(standing, Severity.LAPSE, said)


def _no_choice(bench: Bench, standing: Standing, title: Words) -> Finding:
    """The act has no date, or is older than the law that is encoded."""
    if bench.case.act is None:
        said = Words(
            f"{title.zh}：没有行为时间，不能选择版本",
            f"{title.en}: the act has no date, so the version cannot be chosen",
        )
        wanted = Words("违法行为发生和终了的时间", "when the act began and ended")
    else:
        said = Words(
            f"{title.zh}，行为时间{bench.case.act.words.zh}：当时的规定没有收录",
            f"{title.en}, act {bench.case.act.words.en}: the rule of that time is not encoded",
        )
        wanted = Words("行为时的规定", "the rule at the time of the act")
    return _finding(standing, Severity.UNJUDGED, said, wanted)


def _said(values: tuple[Value, ...]) -> Words:
    """Values with their articles."""
    told = []
    for each in values:
        source = each.source.words
        told.append(Words(f"{each.words.zh}（{source.zh}）", f"{each.words.en} ({source.en})"))
    return Words("；".join(each.zh for each in told), "; ".join(each.en for each in told))


def _finding(
    standing: Standing, severity: Severity, said: Words, wanted: Words | None = None
) -> Finding:
    choice, right = standing.choice, standing.right
    cited = tuple(
        basis(each, value.since or value.until or date.max)
        for value in right
        for each in value.source.citations
    )
    lines: tuple[Line, ...] = choice.lines if choice is not None else ()
    return Finding(
        "law.version", severity, _VERSION, said,
        _said(standing.named) if standing.named else None,
        _said(right) if right else None,
        tuple({each.citation: each for each in cited}.values()), lines=lines, wanted=wanted,
    )  # fmt: skip


def _article(bench: Bench, standing: Standing) -> Iterator[Finding]:
    """An article of the right law that is about something else."""
    values = fines_of(bench, standing.key)
    laws = {each.law for value in values for each in value.source.citations}
    title = violations()[standing.key].title
    for cited in bench.case.laws:
        if cited.law not in laws or not cited.articles:
            continue
        fits = [value for value in values if _fits(value, cited)]
        if fits:
            right = next(e for e in fits[-1].source.citations if e.law == cited.law)
            said = Words(f"{cited.text}：与{title.zh}相符", f"{cited.text}: fits {title.en}")
            yield Finding("law.article", Severity.IN_ORDER, _ARTICLE, said,
                          bases=(basis(right, fits[-1].since or fits[-1].until or date.max),)
                          )  # fmt: skip
            continue
        yield _wrong_article(standing, cited, title)
    yield from _figure_uncited(bench, standing)


def _figure_uncited(bench: Bench, standing: Standing) -> Iterator[Finding]:
    """A fine whose figure stands in a provision that the file does not name."""
    holders = {value.source.citations[-1] for value in standing.right if value.source.citations}
    if bench.case.fine is None or not bench.case.laws or len(holders) != 1:
        return
    holder = holders.pop()
    if any(named_.law == holder.law for named_ in bench.case.laws):
        return
    yield Finding(
        "law.article.figure",
        Severity.UNJUDGED,
        _ARTICLE,
        Words(
            f"罚款数字出自{holder.words.zh}，文件所列依据中没有",
            f"the figure of the fine stands in {holder.words.en}, which the file does not name",
        ),
        should=holder.words,
        bases=(basis(holder, standing.right[-1].since or bench.reference()),),
        wanted=Words("决定书所引全部条文", "all provisions that the decision cites"),
    )


def _wrong_article(standing: Standing, named: NamedLaw, title: Words) -> Finding:
    right = {
        each: basis(each, value.since or value.until or date.max)
        for value in standing.right
        for each in value.source.citations
        if each.law == named.law
    }
    about = _about(named)
    should = Words("、".join(each.words.zh for each in right), "; ".join(e.words.en for e in right))
    said = Words(
        f"{named.text}：不是关于{title.zh}的条文{about.zh}",
        f"{named.text}: not the article on {title.en}{about.en}",
    )
    return Finding(
        "law.article",
        Severity.LAPSE if right else Severity.UNJUDGED,
        _ARTICLE,
        said,
        Words(named.text, named.text),
        should if right else None,
        tuple(right.values()),
        wanted=None if right else Words("行为时间", "the date of the act"),
    )


def _about(named: NamedLaw) -> Words:
    """What the articles named are about, where they are encoded."""
    source, known = law(named.law), wording_of(named)
    if source is None:
        return Words("", "")
    versions = [known] if known is not None else list(source.versions)
    told = {}
    for version in versions:
        for place in named.articles:
            article = version.articles.get(place)
            if article is not None:
                told[place] = article.about
    zh = "；".join(f"{Citation(named.law, n).words.zh}：{about.zh}" for n, about in told.items())
    en = "; ".join(f"art. {n}: {about.en}" for n, about in told.items())
    return Words(f"（{zh}）", f" ({en})") if told else Words("", "")
