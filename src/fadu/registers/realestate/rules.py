"""The rules of registration, as pure functions: facts in, refusals out, the article beside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from fadu.law.certificate_number import LAST_SERIAL
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

NOT_REGISTRABLE = cite("不动产登记暂行条例", 22)
BOOK = cite("不动产登记暂行条例", 8)
CERTIFIED = cite("不动产登记暂行条例", 21)
JOINTLY = cite("不动产登记暂行条例", 14)
CO_OWNERS = cite("不动产登记暂行条例实施细则", 10)
CONSENTING = Fraction(2, 3)


class CoOwnership(StrEnum):
    """How a right is held: by one, in shares (按份共有), or jointly (共同共有)."""

    SOLE = "sole"
    SHARES = "shares"
    JOINT = "joint"


CO_OWNERSHIP_WORDS = {
    CoOwnership.SOLE: Words("单独所有", "Sole"),
    CoOwnership.SHARES: Words("按份共有", "In shares"),
    CoOwnership.JOINT: Words("共同共有", "Jointly"),
}


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder by person id, with the share (None where held jointly)."""

    person: UUID
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class UnitState:
    """What the register says of a unit, read under lock. `since` is the day of its right."""

    id: UUID
    code: str
    right: UUID | None
    co_ownership: CoOwnership | None
    holders: tuple[Holder, ...]
    restrictions: tuple[str, ...]
    since: date | None = None


def unit_is_free(unit: UnitState | None, sellers: Sequence[UUID]) -> list[Refusal]:
    """The unit is registered, the transferors hold it, and nothing stands against disposal.

    Otherwise it may not be registered (条例 22: dispute pending, other grounds).
    """
    if unit is None or unit.right is None:
        return [_no_right()]
    holders = {holder.person for holder in unit.holders}
    found = []
    if not set(sellers) <= holders:
        found.append(
            Refusal(
                "not_the_holder",
                Words("转让方不是登记簿记载的权利人", "A transferor is not the registered holder"),
                Words(
                    "请核对登记簿；已过户的，原权利人不能再处分",
                    "Compare the register; who has transferred the unit cannot dispose of it again",
                ),
                NOT_REGISTRABLE,
                unit.code,
            )
        )
    found += [
        Refusal(
            "unit_restricted",
            Words(f"该不动产有未解除的限制：{kind}", f"A restriction stands on the unit: {kind}"),
            Words("请先解除限制", "Have the restriction lifted first"),
            NOT_REGISTRABLE,
            unit.code,
        )
        for kind in unit.restrictions
    ]
    return found


def entered_in_order(unit: UnitState | None, on: date) -> list[Refusal]:
    """A right is entered no earlier than the one that it ends (登记簿 条例 8)."""
    if unit is None or unit.since is None or on >= unit.since:
        return []
    return [
        Refusal(
            "before_the_present_right",
            Words(
                f"现权利自 {unit.since} 起登记，新的登记不得早于该日",
                f"The present right is entered since {unit.since}; the next cannot precede it",
            ),
            Words("请核对登簿日期", "Check the day of entry"),
            BOOK,
            unit.code,
        )
    ]


def _no_right() -> Refusal:
    return Refusal(
        "unit_not_registered",
        Words("登记簿中没有这个不动产单元的所有权", "The register knows no ownership of this unit"),
        Words(
            "请核对不动产单元号；尚未首次登记的，先办首次登记", "Check the code; register it first"
        ),
        NOT_REGISTRABLE,
    )


def all_applied(
    parties: Sequence[tuple[UUID, str, bool]], withdrawing: frozenset[str]
) -> list[Refusal]:
    """Both sides apply (条例 14): each party has confirmed, none takes it back, nobody is both.

    `parties` are (person, role, confirmed); `withdrawing` holds persons as text.
    """
    found = []
    if any(not confirmed or str(person) in withdrawing for person, _, confirmed in parties):
        found.append(
            Refusal(
                "not_all_applied",
                Words("有当事人未确认申请或已提出撤回", "A party has not confirmed, or withdraws"),
                Words(
                    "请当事人确认；撤回的，待其他当事人一并撤回",
                    "Let the party confirm, or all withdraw",
                ),
                JOINTLY,
            )
        )
    if len({person for person, _, _ in parties}) < len(parties):
        found.append(
            Refusal(
                "same_person_twice",
                Words("同一人不能重复列为当事人", "One person stands as a party twice"),
                Words("请核对转让方和受让方", "Check transferors and transferees"),
                JOINTLY,
            )
        )
    return found


def holders_consent(unit: UnitState | None, sellers: Sequence[UUID]) -> list[Refusal]:
    """Holders of two thirds of the shares, or all joint owners, dispose (实施细则 10)."""
    if unit is None or unit.right is None:
        return []
    asking = set(sellers)
    if unit.co_ownership is CoOwnership.SHARES:
        shares = sum(
            (holder.share or Fraction(0) for holder in unit.holders if holder.person in asking),
            Fraction(0),
        )
        if shares >= CONSENTING:
            return []
    elif {holder.person for holder in unit.holders} <= asking:
        return []
    return [
        Refusal(
            "holders_do_not_consent",
            Words(
                "处分共有不动产须占份额三分之二以上的按份共有人或者全体共同共有人同意",
                "Two thirds of the shares, or all joint owners, must dispose together",
            ),
            Words("请补上其他共有人作为转让方", "Add the other co-owners as transferors"),
            CO_OWNERS,
            unit.code,
        )
    ]


def shares_fit(kind: CoOwnership, shares: Sequence[Fraction | None]) -> list[Refusal]:
    """Shares sum to one; joint and sole holders state none; one holder is sole (登记簿 条例 8)."""
    if kind is CoOwnership.SOLE and len(shares) == 1 and shares[0] in (None, Fraction(1)):
        return []
    if kind is CoOwnership.JOINT and len(shares) > 1 and all(share is None for share in shares):
        return []
    if kind is CoOwnership.SHARES and len(shares) > 1 and None not in shares:
        if sum((share or Fraction(0) for share in shares), Fraction(0)) == 1:
            return []
    return [
        Refusal(
            "shares_do_not_fit",
            Words(
                "共有情况与份额不符：单独所有为一人；共同共有两人以上且不填份额；按份共有份额合计应为1",
                "Co-ownership and shares do not fit: sole is one holder; joint holders state no "
                "shares; shares must sum to one",
            ),
            Words("请核对受让方及份额", "Check the transferees and their shares"),
            BOOK,
            "shares",
        )
    ]


def shares_stated(stated: Iterable[tuple[int | None, int | None]]) -> list[Refusal]:
    """A share, where one is stated, is a fraction of at most one (登记簿 条例 8)."""
    return [
        Refusal(
            "no_share",
            Words(
                f"份额 {numerator}/{denominator} 不是不大于1的分数",
                f"{numerator}/{denominator} is no fraction of at most one",
            ),
            Words("请填写例如 1/2", "State a share such as 1/2"),
            BOOK,
            "shares",
        )
        for numerator, denominator in stated
        if not _is_share(numerator, denominator)
    ]


def _is_share(numerator: int | None, denominator: int | None) -> bool:
    if numerator is None and denominator is None:
        return True
    return bool(numerator and denominator) and 0 < (numerator or 0) <= (denominator or 0)


def holders_once(holders: Iterable[UUID], unit: str) -> list[Refusal]:
    """A person holds one part of a right, not two (登记簿 条例 8)."""
    return [
        Refusal(
            "holder_twice",
            Words("同一权利人填写了两次", "The same holder is stated twice"),
            Words("请合并为一个份额", "State one share for each holder"),
            BOOK,
            unit,
        )
        for times in Counter(holders).values()
        if times > 1
    ]


def units_once(codes: Iterable[str], registered: Iterable[str]) -> list[Refusal]:
    """A unit has one page in the register: none comes twice, none is there already (条例 8)."""
    there = set(registered)
    return [
        Refusal(
            "unit_twice",
            Words(f"不动产单元 {code} 重复", f"Unit {code} comes twice"),
            Words("请更正来源数据", "Correct the source"),
            BOOK,
            code,
        )
        for code, times in Counter(codes).items()
        if times > 1 or code in there
    ]


def holders_of_units(named: Iterable[str], units: Iterable[str]) -> list[Refusal]:
    """A holder belongs to a unit of the same batch: none is left out in silence (条例 8)."""
    return [
        Refusal(
            "holder_without_unit",
            Words(
                f"权利人所指的单元 {code} 不在数据中", f"A holder names {code}, which is not here"
            ),
            Words("请更正来源数据", "Correct the source"),
            BOOK,
            code,
        )
        for code in sorted(set(named) - set(units))
    ]


def serials_fit(serials: Iterable[int]) -> list[Refusal]:
    """A certificate's serial, as it was numbered before, has at most seven digits (条例 21)."""
    return [
        Refusal(
            "no_serial",
            Words(
                f"证书顺序号 {serial} 不在1至{LAST_SERIAL}之间",
                f"The certificate's serial {serial} is not from 1 to {LAST_SERIAL}",
            ),
            Words("请更正来源数据", "Correct the source"),
            CERTIFIED,
            "serial",
        )
        for serial in serials
        if not 1 <= serial <= LAST_SERIAL
    ]


def share_of(numerator: int | None, denominator: int | None) -> Fraction | None:
    """The fraction of two stated numbers; None when none is stated. ValueError when no fraction."""
    if numerator is None and denominator is None:
        return None
    if numerator is None or denominator is None or not _is_share(numerator, denominator):
        raise ValueError(f"{numerator}/{denominator} is no share")
    return Fraction(numerator, denominator)


def mu(area_m2: Decimal) -> Decimal:
    """Square metres in mu (1 mu = 2000/3 m²), two decimals, rounded half up."""
    return (area_m2 * 3 / 2000).quantize(Decimal("0.01"), ROUND_HALF_UP)
