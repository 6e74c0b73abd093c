"""The rules on certificates, as pure functions."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.registers.staff.facts import CardChange

# Officers are trained, examined and hold a certificate; what else is said of cards rests on it.
HOLDING = cite("自然资源执法监督规定", 10)


class Card(NamedTuple):
    """A certificate as it stands on the day: number, state, and whether it is withheld."""

    number: str
    state: str
    withheld: bool


def number_unused(number: str, others: bool) -> list[Refusal]:
    """A number of a kind belongs to one officer."""
    if not others:
        return []
    return [
        _refusal(
            "card_number_taken",
            Words(f"证号 {number} 已登记给他人", f"No. {number} is entered for somebody else"),
            Words("请核对证件", "Compare it with the card"),
            "number",
        )
    ]


def entered_once(number: str, same: bool) -> list[Refusal]:
    """One card is entered once."""
    if not same:
        return []
    return [
        _refusal(
            "card_entered_already",
            Words(
                f"证件 {number} 已按同一日期登记", f"No. {number} is entered with this first day"
            ),
            Words("换发的，请填新的有效期", "If it was renewed, state the new days"),
            "since",
        )
    ]


def new_card_fits(held: Collection[Card]) -> list[Refusal]:
    """A new card stands beside no other of its kind: not one that counts, not one withheld."""
    for card in held:
        if card.state in ("valid", "to_come"):
            return [
                _refusal(
                    "card_held_already",
                    Words(
                        f"已登记同种证件 {card.number}，尚在有效期内",
                        f"A certificate of this kind, no. {card.number}, counts or will",
                    ),
                    Words("请在原证件上办理换发", "Renew that one instead"),
                    "kind",
                )
            ]
    return _not_withheld(held)


def renewal_fits(old: Card | None, held: Collection[Card]) -> list[Refusal]:
    """A renewal follows a card of the officer that was neither revoked nor is withheld."""
    if old is None:
        return [
            _refusal(
                "no_such_card",
                Words("没有这张证件", "There is no such certificate"),
                Words("请刷新页面", "Reload the page"),
            )
        ]
    if old.state == "revoked":
        return [
            _refusal(
                "card_revoked",
                Words(f"证件 {old.number} 已收回，不能换发", f"No. {old.number} was revoked"),
                Words("重新取得资格的，登记新证件", "Enter a new one when it is earned anew"),
            )
        ]
    return _not_withheld(held)


def _not_withheld(held: Collection[Card]) -> list[Refusal]:
    """Withheld is withheld: no other card of the kind goes around it."""
    return [
        _refusal(
            "card_withheld",
            Words(f"证件 {card.number} 正在暂扣", f"No. {card.number} is withheld"),
            Words("请先办理发还或者收回", "Give it back or revoke it first"),
            "kind",
        )
        for card in held
        if card.withheld
    ][:1]


def change_fits(card: Card | None, change: CardChange) -> list[Refusal]:
    """A change fits how the card stands: nothing follows a revocation."""
    if card is None or card.state == "revoked":
        words = Words(
            "没有这张证件，或者已经收回", "There is no such certificate, or it was revoked"
        )
        return [_refusal("no_such_card", words, Words("请刷新页面", "Reload the page"))]
    if change is CardChange.SUSPEND and card.withheld:
        words = Words("这张证件已在暂扣", "This certificate is withheld already")
        return [
            _refusal("card_withheld", words, Words("无需再办", "Nothing is left to do"), "change")
        ]
    if change is CardChange.RESUME and not card.withheld:
        words = Words("这张证件没有暂扣", "This certificate is not withheld")
        return [_refusal("not_withheld", words, Words("请刷新页面", "Reload the page"), "change")]
    return []


def reviewed_in_time(on: date, since: date, today: date) -> list[Refusal]:
    """A review has taken place, and after the card began."""
    if since <= on <= today:
        return []
    return [
        _refusal(
            "review_out_of_span",
            Words(f"清理日期应在 {since} 至 {today} 之间", f"It lies between {since} and {today}"),
            Words("请核对日期", "Check the day"),
            "on",
        )
    ]


def _refusal(code: str, words: Words, remedy: Words, subject: str = "") -> Refusal:
    return Refusal(code, words, remedy, HOLDING, subject)
