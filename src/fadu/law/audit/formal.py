"""Who acted and in which form: officers, review, discussion, hearing rights, contents, powers.

What is not in the file is not known, and never held against anybody; what the file says was not
done is.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from fadu.law.audit.amounts import MU_PER_M2, number, plain
from fadu.law.audit.bench import Bench, when
from fadu.law.audit.case import Step
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.measures import confiscates, demolishes
from fadu.law.audit.telling import by_rules, dated
from fadu.law.words import Words
from fadu.law.worth import Range, Terms

_DECIDED = ("decision", "served", "published", "court_applied")


def judge_formal(bench: Bench) -> Iterator[Finding]:
    """The formal demands on a penalty case; of a case without any step only what is stated."""
    yield from _officers(bench)
    yield from _review(bench)
    yield from _collective(bench)
    yield from _hearing_rights(bench)
    yield from _contents(bench)
    yield from _seizure(bench)
    yield from _referral(bench)


def _officers(bench: Bench) -> Iterator[Finding]:
    key, title = "pen.officers.min", Words("两人执法", "Two officers")
    told: list[tuple[Step | None, object]] = [(None, bench.fact("officers"))]
    told += [(s, s.facts.get("officers", s.facts.get("执法人员"))) for s in bench.case.steps]
    given = [(step, _count(raw)) for step, raw in told if _count(raw) is not None]
    if not given:
        if bench.case.steps:
            yield by_rules(
                bench, (key,), bench.reference(), key, Severity.UNJUDGED, title,
                Words("文件没有写明执法人员人数", "the file does not say how many officers acted"),
                wanted=Words("现场勘测、询问等各次执法人员姓名", "the officers of each survey and questioning"),
            )  # fmt: skip
        return
    for step, count in given:
        on = when(step).last if step is not None and step.when is not None else bench.reference()
        value = bench.figures.value(key, on)
        if value is None or count is None:
            continue
        least = value.number
        enough = count >= least
        yield by_rules(
            bench, (key,), on, key, Severity.IN_ORDER if enough else Severity.LAPSE, title,
            Words(f"执法人员{count}人，应不少于{least}人", f"{count} officers; at least {least} are demanded"),
            was=Words(f"{count}人", f"{count}"), should=Words(f"不少于{least}人", f"at least {least}"),
            steps=(step,),
        )  # fmt: skip


def _count(raw: object) -> int | None:
    if isinstance(raw, list):
        return len(raw)
    if isinstance(raw, str) and number(raw) is None:
        names = [
            each for each in raw.replace("、", ",").replace("，", ",").split(",") if each.strip()
        ]
        return len(names) or None
    count = number(raw)
    return int(count) if count is not None and count == int(count) and count >= 0 else None


def _review(bench: Bench) -> Iterator[Finding]:
    """Legal review comes before the decision; whether it was demanded depends on the regime."""
    key, title = "pen.legal_review.scope", Words("法制审核", "Legal review")
    reviewed, decided = bench.last("legal_review"), bench.decided()
    denied = bench.case.denied("legal_review")
    on = decided.first if decided is not None else bench.reference()
    if reviewed is not None:
        yield _before(bench, (key,), "pen.legal_review.order", title, reviewed, on)
        return
    listed = bench.figures.value("rev.nr.scope", on) is not None
    major = listed and (confiscates(bench.case) or demolishes(bench.case))
    rule = bench.figures.value(key, on)
    if rule is None or not (bench.case.of(*_DECIDED) or denied or bench.case.of("deliberation")):
        return
    scope = rule.words
    keys = (key, "rev.nr.scope") if major else (key,)
    why = Words(f"范围：{scope.zh}", f"scope: {scope.en}")
    if major:
        why = Words(f"{why.zh}；本案有没收或拆除，属“重大行政处罚”",
                    f"{why.en}; with confiscation or demolition it is a major penalty")  # fmt: skip
    said = Words("文件中没有法制审核的记载", "the file shows no legal review")
    severity, wanted = (
        Severity.UNJUDGED,
        Words("法制审核意见及日期", "the legal review and its date"),
    )
    if denied:
        said = Words(
            f"文件称未办理：“{denied[0].name}”",
            f"the file says it was not done: “{denied[0].name}”",
        )
        severity = Severity.LAPSE if major or _all_reviewed(on) else Severity.WARNING
    yield by_rules(
        bench, keys, on, key, severity, title,
        Words(f"{said.zh}。{why.zh}", f"{said.en}. {why.en}"), steps=denied,
        wanted=wanted if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _all_reviewed(on: date) -> bool:
    """Whether every ordinary decision was reviewed then (our reading of 2017, art. 38)."""
    return on < date(2021, 7, 15)


def _before(
    bench: Bench, keys: tuple[str, ...], code: str, title: Words, step: Step, on: date
) -> Finding:
    """A step that must come before the decision."""
    decided, at = bench.decided(), when(step)
    made = bench.last("decision")
    if decided is None or (not decided.before(at) and not at.last <= decided.first):
        severity = Severity.UNJUDGED
        said = Words(
            f"{dated(step).zh}，决定日期不明", f"{dated(step).en}; decision date not known"
        )
    elif decided.before(at):
        severity = Severity.LAPSE
        said = Words(f"{dated(step).zh}在决定之后", f"{dated(step).en} came after the decision")
    else:
        severity = Severity.IN_ORDER
        said = Words(f"{dated(step).zh}在决定之前", f"{dated(step).en} came before the decision")
    return by_rules(
        bench, keys, on, code, severity, title, said, was=at.words,
        should=Words("决定之前", "before the decision"), steps=(step, made),
        wanted=Words("作出决定的日期", "the date of the decision")
        if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _collective(bench: Bench) -> Iterator[Finding]:
    """Complex or serious acts are discussed collectively; whether it is one the file must say."""
    key, title = "pen.collective", Words("集体讨论", "Collective discussion")
    if bench.case.of("deliberation") or not bench.case.of(*_DECIDED):
        return
    denied = bench.case.denied("deliberation")
    on = bench.reference()
    rule = bench.figures.value(key, on)
    scope = rule.words if rule is not None else Words("", "")
    said = Words(f"文件称未集体讨论：“{denied[0].name}”" if denied else "文件中没有集体讨论的记载",
                 f"the file says there was none: “{denied[0].name}”" if denied
                 else "the file shows no collective discussion")  # fmt: skip
    yield by_rules(
        bench, (key,), on, key, Severity.WARNING if denied else Severity.UNJUDGED, title,
        Words(f"{said.zh}。应讨论的：{scope.zh}", f"{said.en}. It is demanded for: {scope.en}"),
        steps=denied,
        wanted=None if denied else Words("是否情节复杂或重大，讨论记录及日期",
                                         "whether it is complex or serious; minutes and date"),
    )  # fmt: skip


def _hearing_rights(bench: Bench) -> Iterator[Finding]:
    """Where the penalty is within the scope of hearings the party is told of the right."""
    key, title = "pen.hearing.scope", Words("告知听证权利", "Hearing rights told")
    if bench.case.of("hearing_told", "hearing"):
        return
    denied = bench.case.denied("hearing_told")
    refused = bench.fact("hearing_rights_told") is False
    notice = bench.last("notice")
    on = when(notice).last if notice is not None else bench.reference()
    rule = bench.figures.value(key, on)
    if (
        rule is None
        or not isinstance(rule.value, Terms)
        or bench.fact("hearing_rights_told") is True
    ):
        return
    codes = rule.value.codes
    demanded = ("confiscate_new_buildings" in codes and confiscates(bench.case)) or (
        "demolish_new_buildings" in codes and demolishes(bench.case)
    )
    if not (denied or refused or bench.case.of(*_DECIDED, "notice")):
        return
    if not demanded and bench.case.fine is None:
        return
    if denied or refused:
        severity = Severity.LAPSE if demanded else Severity.WARNING
        said = Words("文件称未告知听证权利", "the file says the right was not told")
    else:
        severity = Severity.UNJUDGED
        said = Words("文件没有写明是否告知听证权利", "the file does not say whether it was told")
    why = Words("没收或拆除新建建筑物属于听证范围", "new buildings are confiscated or demolished")
    if not demanded:
        why = Words(
            "罚款是否达到“较大数额”，标准由本地规定",
            "whether the fine is a larger one is set locally",
        )
    yield by_rules(
        bench, (key,), on, key, severity, title,
        Words(f"{said.zh}；{why.zh}", f"{said.en}; {why.en}"), steps=(notice, *denied),
        wanted=Words("听证告知书及送达日期；本地“较大数额罚款”标准",
                     "the notice of the right and its date; the local threshold of a larger fine")
        if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _contents(bench: Bench) -> Iterator[Finding]:
    """What the decision must contain, as far as the file lists it."""
    key, raw = "pen.doc.decision", bench.fact("decision_contents")
    title = Words("决定书内容", "Contents of the decision")
    on = bench.reference()
    rule = bench.figures.value(key, on)
    if rule is None or not isinstance(rule.value, Terms) or not bench.case.of(*_DECIDED):
        return
    if not isinstance(raw, Mapping):
        yield by_rules(
            bench, (key,), on, key, Severity.UNJUDGED, title,
            Words(f"须载明：{rule.words.zh}", f"it must state: {rule.words.en}"),
            wanted=Words("决定书全文", "the whole decision"),
        )  # fmt: skip
        return
    lacking = [term for term in rule.value if raw.get(term.code) is False]
    unknown = [term for term in rule.value if not isinstance(raw.get(term.code), bool)]
    terms, severity = (lacking, Severity.LAPSE) if lacking else (unknown, Severity.UNJUDGED)
    if not terms:
        terms, severity = list(rule.value), Severity.IN_ORDER
    names = Words("、".join(t.words.zh for t in terms), "; ".join(t.words.en for t in terms))
    heads = {
        Severity.LAPSE: Words("缺少：", "lacking: "),
        Severity.UNJUDGED: Words("不明：", "not known: "),
        Severity.IN_ORDER: Words("齐全：", "complete: "),
    }
    head = heads[severity]
    yield by_rules(
        bench, (key,), on, key, severity, title, Words(head.zh + names.zh, head.en + names.en),
        wanted=Words("决定书全文", "the whole decision") if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


def _seizure(bench: Bench) -> Iterator[Finding]:
    """Seizing needs a power, which the law on minerals gives only in its present wording."""
    key, title = "min.power", Words("查封扣押的职权", "Power to seize")
    for step in bench.dated("seized"):
        at = when(step)
        if bench.case.field != "mineral":
            yield by_rules(
                bench, (), at.last, key, Severity.UNJUDGED, title,
                Words(f"{dated(step).zh}：没有收录授予此项职权的条文",
                      f"{dated(step).en}: no article giving this power is encoded"),
                steps=(step,), wanted=Words("查封扣押的法律依据", "the legal basis of the seizure"),
            )  # fmt: skip
            continue
        powers = bench.figures.over(key, at)
        known = [
            p is not None and isinstance(p.value, Terms) and "seize" in p.value for p in powers
        ]
        severity = Severity.IN_ORDER if all(known) else Severity.UNJUDGED
        said = Words(f"{dated(step).zh}时有此项职权", f"{dated(step).en}: the power existed")
        since = min((v.since for v in bench.figures.all(key) if v.since), default=None)
        if not any(known):
            severity = Severity.LAPSE
            said = Words(f"{dated(step).zh}时没有此项职权，{since}起才有",
                         f"{dated(step).en}: no such power; it exists from {since}")  # fmt: skip
        yield by_rules(
            bench, (key,), since or at.last, key, severity, title, said, was=at.words,
            should=Words(f"{since}起", f"from {since}"), steps=(step,),
            wanted=Words("查封扣押的确切日期", "the exact day") if severity is Severity.UNJUDGED else None,
        )  # fmt: skip


def _referral(bench: Bench) -> Iterator[Finding]:
    """Areas of farmland from which a referral to the police must be considered."""
    area = number(bench.fact("area_m2"))
    said = str(bench.fact("land_class") or "").lower()
    if area is None or bench.case.field != "land" or bench.case.of("referred"):
        return
    basic = any(word in said for word in ("basic", "基本农田"))
    arable = basic or any(
        word in said for word in ("cultivat", "arable", "irrigated", "耕地", "水田")
    )
    if not arable:
        return
    key = "ref.farmland.basic" if basic else "ref.farmland.arable"
    on = bench.reference()
    rule = bench.figures.value(key, on)
    if rule is None or not isinstance(rule.value, Range) or rule.value.least is None:
        return
    mu = Fraction(area) * MU_PER_M2
    if mu < rule.value.least:
        return
    yield by_rules(
        bench, (key, "ref.no_substitute"), on, "ref.farmland", Severity.WARNING,
        Words("移送公安的标准", "Referral to the police"),
        Words(f"占用{plain(mu)}亩，达到{rule.words.zh}：种植条件严重毁坏的须移送，文件中没有移送的记载",
              f"{plain(mu)} mu, which reaches {rule.words.en}: to be referred if planting "
              "conditions "
              "are seriously destroyed; the file shows no referral"),
        was=Words(f"{plain(mu)}亩", f"{plain(mu)} mu"), should=rule.words,
    )  # fmt: skip
