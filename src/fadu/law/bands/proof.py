"""The proof of a discretion table: no gap, no overlap, inside the statute, complete.

Every combination of measures must fall in exactly one tier; the ranges of the tiers must together
cover the statutory range and never leave it; the fields that 国办发〔2022〕27号 demands must be there,
and as many grades as the province asks for. What fails is told with an act that shows it.
"""

from collections.abc import Iterator
from fractions import Fraction

from fadu.law.bands.cells import Place, Space, TooManyCells, cut, joined
from fadu.law.bands.exact import ends, scaled, within
from fadu.law.bands.findings import Finding, Report
from fadu.law.bands.statute import NoStatute, Statute, statutes
from fadu.law.bands.table import Table, Tier
from fadu.law.bounds import Interval
from fadu.law.entries import NATIONAL, Source
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.words import Words

TIERS = "disc.tiers"
FIELDS = "disc.fields"
MULTIPLES = "disc.multiples"

_COUNTED = ("no", "one", "two", "three", "four", "five", "six")


def prove(table: Table, parameters: Parameters) -> Report:
    """What is wrong with the table, by itself; `bands.refinement` compares it with others."""
    findings = [*_fields(table, parameters), *_grades(table, parameters)]
    count = 0
    try:
        space = Space.of(table)
    except TooManyCells as fault:
        findings.append(Finding("too_many", fault.words))
    else:
        count = len(space)
        findings += _conditions(table, space)
    findings += _ranges(table, parameters)
    findings += _remarks(table)
    return Report(table, tuple(findings), count)


def _fields(table: Table, parameters: Parameters) -> Iterator[Finding]:
    basis = _rule(FIELDS, table, parameters)
    lacking = []
    if table.violation is None:
        lacking.append(Words("违法行为", "the violation"))
    if table.basis is None:
        lacking.append(Words("法定依据", "the legal basis"))
    for tier in table.tiers:
        for value, what in (
            (tier.grade, Words("裁量阶次", "the grade")),
            (tier.condition, Words("适用条件", "the condition")),
            (tier.span, Words("具体标准", "the standard")),
        ):
            if value is None:
                lacking.append(
                    Words(f"{tier.title.zh}的{what.zh}", f"{what.en} of {tier.title.en}")
                )
    for what in lacking:
        yield Finding("field", Words(f"缺少{what.zh}", f"{what.en} is missing"), basis=basis)


def _grades(table: Table, parameters: Parameters) -> Iterator[Finding]:
    """As many grades as the province asks for; in an excerpt they cannot be counted."""
    if table.layer == NATIONAL:
        return
    try:
        demanded = parameters.value(TIERS, table.since, table.layer)
    except ParameterMissing:
        return
    count = len({tier.grade.code for tier in table.tiers if tier.grade is not None})
    if count not in demanded.range:
        said = demanded.words
        tail = (
            Words("（节录，不计为错误）", " (an excerpt: not a fault)") if table.excerpt else None
        )
        yield Finding(
            "grades",
            Words(
                f"共{count}个裁量阶次，应为{said.zh}个{tail.zh if tail else ''}",
                f"{count} grades, {said.en} are demanded{tail.en if tail else ''}",
            ),
            fault=not table.excerpt,
            basis=demanded.source,
        )


def _conditions(table: Table, space: Space) -> Iterator[Finding]:
    """Every combination falls in exactly one tier, and every tier holds a combination."""
    amiss: dict[Place, tuple[Tier, ...]] = {}
    used: set[int] = set()
    for place in space.places():
        matching = table.matching(space.facts(place))
        used.update(tier.number for tier in matching)
        if len(matching) != 1:
            amiss[place] = matching
    for place, box in space.boxes(amiss):
        where, tiers = space.said(box), amiss[place]
        if tiers:
            count = _COUNTED[len(tiers)] if len(tiers) < len(_COUNTED) else str(len(tiers))
            said = Words(
                f"{where.zh}：同时属于{'、'.join(tier.title.zh for tier in tiers)}",
                f"{where.en}: belongs to {count} tiers, "
                + " and ".join(tier.title.en for tier in tiers),
            )
        else:
            said = Words(f"{where.zh}：不属于任何档次", f"{where.en}: belongs to no tier")
        yield Finding("overlap" if tiers else "gap", said, example=space.example(place))
    for tier in table.tiers:
        if tier.condition is not None and tier.number not in used:
            yield Finding(
                "idle",
                Words(f"{tier.title.zh}：没有任何情形适用", f"{tier.title.en}: holds no act"),
            )


def _ranges(table: Table, parameters: Parameters) -> Iterator[Finding]:
    try:
        found = statutes(table, parameters)
    except NoStatute as fault:
        yield Finding(
            "no_statute",
            Words(f"无法验证法定幅度：{fault.words.zh}", f"cannot be proved: {fault.words.en}"),
        )
        return
    for each in found:
        yield from _outside(table, each)
        yield from _uncovered(table, each, _rule(MULTIPLES, table, parameters))


def _outside(table: Table, statute: Statute) -> Iterator[Finding]:
    legal, law = _in_table(table, statute.span), statute.value.source
    for tier in table.tiers:
        span = table.exact(tier)
        if tier.span is not None and span is not None and not within(span, statute.span):
            mine, theirs = table.standard.said(tier.span), table.standard.said(legal)
            yield Finding(
                "outside",
                Words(
                    f"{tier.title.zh}：{mine.zh}超出法定幅度{theirs.zh}（{law.words.zh}）",
                    f"{tier.title.en}: {mine.en} leaves the statutory range, {theirs.en} "
                    f"({law.words.en})",
                ),
                basis=law,
            )


def _uncovered(table: Table, statute: Statute, rule: Source | None) -> Iterator[Finding]:
    """What of the statutory range no tier reaches."""
    legal = _in_table(table, statute.span)
    spans = [tier.span for tier in table.tiers if tier.span is not None]
    marks = [end for span in spans for end in ends(span)]
    run = []
    for cell in (*cut(marks, legal), None):
        if cell is not None and not any(map(cell.lies_in, spans)):
            run.append(cell)
        elif run:
            said = table.standard.said(joined(run))
            yield Finding(
                "uncovered",
                Words(f"{said.zh}：没有档次涵盖", f"{said.en} is covered by no tier"),
                example={"rate": run[0].sample},
                basis=rule,
            )
            run = []


def _remarks(table: Table) -> Iterator[Finding]:
    """What a maker may have meant otherwise, but which is no fault by itself."""
    if table.excerpt:
        said = Words("节录不完整，不得用于裁量", "an excerpt: it decides no case")
        yield Finding("excerpt", said, fault=False)
    order = {grade.code: place for place, grade in enumerate(table.grades)}
    graded = [
        (order[tier.grade.code], tier, tier.span)
        for tier in table.tiers
        if tier.grade is not None and tier.span is not None
    ]
    for place, tier, span in graded:
        for other_place, other, other_span in graded:
            if place < other_place and _higher(span, other_span):
                yield Finding(
                    "order",
                    Words(
                        f"{tier.title.zh}的幅度高于更重的{other.title.zh}",
                        f"{tier.title.en} costs more than {other.title.en}, a graver grade",
                    ),
                    fault=False,
                )


def _higher(lighter: Interval, graver: Interval) -> bool:
    mine, theirs = ends(lighter), ends(graver)
    return bool(mine and theirs) and (mine[0] > theirs[0] or mine[-1] > theirs[-1])


def _in_table(table: Table, span: Interval) -> Interval:
    return scaled(span, Fraction(1) / table.standard.rate.size)


def _rule(key: str, table: Table, parameters: Parameters) -> Source | None:
    """The rule that demands something of tables, where it was in force when this one began."""
    value = parameters.national(key, table.since)
    return None if value is None else value.source
