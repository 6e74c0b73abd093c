"""Return, demolish or confiscate: what the plan and the owners of the land demand."""

import re
from collections.abc import Iterator, Mapping

from fadu.law.audit.bench import Bench
from fadu.law.audit.case import AuditCase
from fadu.law.audit.finding import Finding, Severity
from fadu.law.audit.telling import by_rules
from fadu.law.words import Words

OCCUPY = "land.pen.occupy"
_DEMOLISH = re.compile(r"拆除|demolish|demolition|tear down|remove the (building|structure)", re.I)
_CLEAR = re.compile(r"恢复(土地)?原状|清理|restor|clear", re.I)
_CONFISCATE = re.compile(r"没收|confiscat", re.I)
_RETURN = re.compile(r"退还|交还|归还|\breturn|hand back|give back", re.I)
_AGAINST = re.compile(
    r"不符合|不符|not (conform|in line|comply|fit)|non-?conform|violat|against|^no$|否", re.I
)
_ALONG = re.compile(r"符合|conform|in line|complies|fits|^yes$|是", re.I)
_STATE = re.compile(r"国有|state|approved construction|批准|已批", re.I)
_COLLECTIVE = re.compile(
    r"集体|collective|cultivat|arable|耕地|林地|forest|园地|orchard|farm|village|农用地|草地|paddy|irrigated|坑塘",
    re.I,
)
_TWO = re.compile(
    r"two|both|each|respective|分别|两|各|collective.*(state|reserve)|(state|reserve).*collective|储备",
    re.I,
)
_NOTHING_BUILT = re.compile(r"^(none|no|nothing|无|没有)", re.I)


def demolishes(case: AuditCase) -> bool:
    """Whether the decision orders demolition."""
    return any(_DEMOLISH.search(each) for each in case.penalties)


def confiscates(case: AuditCase) -> bool:
    """Whether the decision confiscates something."""
    return any(_CONFISCATE.search(each) for each in case.penalties)


def plan_of(case: AuditCase) -> bool | None:
    """Whether the land use plan allows the building; None where the file does not say."""
    raw = case.facts.get("plan")
    if isinstance(raw, bool):
        return raw
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    if _AGAINST.search(text):
        # 部分不符合 and the like: neither wholly one nor the other.
        return None if re.search(r"部分|part", text, re.I) else False
    return True if _ALONG.search(text) and not re.search(r"部分|part", text, re.I) else None


def judge_measures(bench: Bench) -> Iterator[Finding]:
    """For illegal occupation: what was ordered about land and buildings, and who gets it back."""
    if OCCUPY not in bench.case.violations or not bench.case.penalties:
        return
    yield _return(bench)
    yield from _buildings(bench)
    yield from _owners(bench)


def _return(bench: Bench) -> Finding:
    ordered = any(_RETURN.search(each) for each in bench.case.penalties)
    title = Words("责令退还土地", "Return of the land")
    said = Words("已责令退还", "ordered") if ordered else Words(
        "所列处罚中没有责令退还土地，该条要求责令退还",
        "the penalties listed do not order it; the article demands it",
    )  # fmt: skip
    severity = Severity.IN_ORDER if ordered else Severity.WARNING
    if not ordered and bench.case.truncated:
        severity = Severity.UNJUDGED
    return by_rules(
        bench, (OCCUPY,), bench.reference(), "measure.return", severity, title, said,
        wanted=_WHOLE if severity is Severity.UNJUDGED else None,
    )  # fmt: skip


_WHOLE = Words("决定书全文", "the whole decision")


def _buildings(bench: Bench) -> Iterator[Finding]:
    case, plan = bench.case, plan_of(bench.case)
    built = case.facts.get("built")
    if isinstance(built, str) and _NOTHING_BUILT.search(built.strip()):
        return
    on = bench.reference()
    taken, razed = confiscates(case), demolishes(case)
    cleared = any(_CLEAR.search(each) for each in case.penalties)
    listed = "、".join(case.penalties)
    was = Words(listed, "; ".join(case.penalties))
    if plan is None:
        if built or taken or razed:
            yield by_rules(
                bench, (OCCUPY,), on, "measure.buildings", Severity.UNJUDGED,
                Words("建筑物的处理", "The buildings"),
                Words("是否符合规划不明，不能判断应拆除还是没收",
                      "whether the plan allows them is not known: it decides between demolition "
                      "and confiscation"),
                was=was, wanted=Words("是否符合土地利用总体规划", "whether they conform to the plan"),
            )  # fmt: skip
        return
    name, title, done, wrong = (
        ("confiscation", Words("没收建筑物", "Confiscation missing"), taken, razed)
        if plan
        else ("demolition", Words("拆除并恢复原状", "Demolition missing"), razed or cleared, taken)
    )
    should = Words("符合规划的没收", "conforming to the plan: confiscate") if plan else Words(
        "不符合规划的拆除并恢复原状", "against the plan: demolish and restore"
    )  # fmt: skip
    if done and not wrong:
        severity, said = Severity.IN_ORDER, Words("与规划情况相符", "as the plan demands")
        title = Words(title.zh, title.en.removesuffix(" missing"))
    else:
        severity = Severity.WARNING
        said = Words(f"{should.zh}，所列处罚为：{listed}",
                     f"{should.en}; the penalties listed are: {was.en}")  # fmt: skip
    yield by_rules(
        bench, (OCCUPY,), on, f"measure.{name}", severity, title, said, was=was, should=should
    )


def _owners(bench: Bench) -> Iterator[Finding]:
    """Land of several owners goes back to each of them."""
    raw = bench.fact("parts")
    names = [str(each) for each in raw] if isinstance(raw, Mapping) else []
    owners = bench.fact("owner")
    names += [str(each) for each in owners] if isinstance(owners, list) else []
    state = any(_STATE.search(name) for name in names)
    collective = any(_COLLECTIVE.search(name) for name in names)
    if not (state and collective):
        return
    ordered = [each for each in bench.case.penalties if _RETURN.search(each)]
    apart = any(_TWO.search(each) for each in ordered) or len(ordered) > 1
    should = Words("国有部分退还土地储备机构，集体部分退还集体",
                   "return to the land reserve and to the collective")  # fmt: skip
    said = Words(
        f"地类有：{'、'.join(names)}；{should.zh}", f"parts: {', '.join(names)}; {should.en}"
    )
    yield by_rules(
        bench, (OCCUPY,), bench.reference(), "measure.owners",
        Severity.IN_ORDER if apart else Severity.WARNING, Words("两个权利人", "Two owners"), said,
        was=Words("；".join(ordered), "; ".join(ordered)) if ordered else None, should=should,
    )  # fmt: skip
