"""A discretion table and its proof as lines of text, for the command line."""

from collections.abc import Iterator
from datetime import date

from fadu.law.bands.exact import scaled
from fadu.law.bands.findings import Report
from fadu.law.bands.statute import NoStatute, statute
from fadu.law.bands.table import KINDS, Table, Tier
from fadu.law.parameters import Parameters
from fadu.law.words import Words


def told_proof(report: Report) -> Iterator[Words]:
    """The verdict, then each finding with the rule it breaks."""
    yield report.verdict
    for each in report.findings:
        kind = Words("错误", "fault") if each.fault else Words("提示", "remark")
        rule = each.basis.words if each.basis is not None else None
        yield Words(
            f"{kind.zh}：{each.words.zh}" + (f"（{rule.zh}）" if rule else ""),
            f"{kind.en}: {each.words.en}" + (f" ({rule.en})" if rule else ""),
        )


def told_table(table: Table, on: date, parameters: Parameters) -> Iterator[Words]:
    """Title, time, statute, tiers, lists."""
    yield Words(f"《{table.title.zh}》", table.title.en)
    yield time_words(table)
    if table.violation is not None:
        yield Words(f"违法行为：{table.violation.zh}", f"violation: {table.violation.en}")
    if table.basis is not None:
        basis = table.basis.words
        yield Words(f"法定依据：{basis.zh}", f"legal basis: {basis.en}")
    yield statute_words(table, on, parameters)
    for tier in table.tiers:
        when, span = tier_words(table, tier)
        title = tier.title
        yield Words(f"{title.zh}：{when.zh}；{span.zh}", f"{title.en}: {when.en}; {span.en}")
    for each in table.lists:
        kind = KINDS[each.kind]
        yield Words(f"{kind.zh}：{each.title.zh}", f"{kind.en}: {each.title.en}")


def tier_words(table: Table, tier: Tier) -> tuple[Words, Words]:
    """When a tier applies, and what it asks for."""
    when = tier.condition.words() if tier.condition else Words("无条件", "no condition")
    span = table.standard.said(tier.span) if tier.span else Words("无标准", "no standard")
    return when, span


def time_words(table: Table) -> Words:
    """When the table holds, of which layer, from which source."""
    zh, en = f"{table.since}起", f"from {table.since}"
    if table.until is not None:
        zh, en = f"{zh}至{table.until}", f"{en} to {table.until}"
    if table.review is not None:
        zh, en = f"{zh}，{table.review}前复核", f"{en}, for review by {table.review}"
    source = table.source.words
    return Words(
        f"有效期：{zh}；层级：{table.layer}；来源：{source.zh}（{table.confidence}）",
        f"valid {en}; layer {table.layer}; source: {source.en} ({table.confidence})",
    )


def statute_words(table: Table, on: date, parameters: Parameters) -> Words:
    """The range of the statute on a day, and its article; why there is none."""
    try:
        legal = statute(table, on, parameters)
    except NoStatute as fault:
        return fault.words
    span = table.standard.said(scaled(legal.span, 1 / table.standard.rate.size))
    law = legal.value.source.words
    return Words(f"法定幅度：{span.zh}（{law.zh}）", f"statutory range: {span.en} ({law.en})")
