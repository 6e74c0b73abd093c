"""The rules on joining, leaving, appointments and rules on posts, as pure functions."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from fadu.bureau.holdings import DEPUTY, FIXED_PAIRS, Holding
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.registers.staff.rules.posts import SEPARATION


def in_service(number: str, found: bool, subject: str = "officer") -> list[Refusal]:
    """Whom a change names belongs to the bureau."""
    if found:
        return []
    return [
        _refusal(
            "no_such_officer",
            Words(f"没有在岗的工号“{number}”", f"No officer with the number “{number}” serves"),
            Words("请从名单中选择", "Choose from the list"),
            subject,
        )
    ]


def not_for_himself(by: UUID | None, concerned: UUID | None) -> list[Refusal]:
    """Nobody approves what gives or takes rights of his own."""
    if by is None or by != concerned:
        return []
    return [
        _refusal(
            "about_yourself",
            Words("这项变动涉及您本人，不能由您审定", "This change is about you"),
            Words("请由另一名在岗人员审定", "Another officer in post has to approve it"),
        )
    ]


def number_free(number: str, taken_by: UUID | None, person: UUID) -> list[Refusal]:
    """A staff number belongs to one person for good."""
    if taken_by is None or taken_by == person:
        return []
    return [
        _refusal(
            "number_taken",
            Words(f"工号 {number} 已有人使用", f"Staff number {number} is somebody’s already"),
            Words("请另编工号", "Give another number"),
            "staff_number",
        )
    ]


def joins_once(serves_as: str) -> list[Refusal]:
    """Who belongs to the bureau does not join it again."""
    if not serves_as:
        return []
    return [
        _refusal(
            "serves_already",
            Words(f"此人已在岗，工号 {serves_as}", f"This person serves already, no. {serves_as}"),
            Words("请直接办理任职", "Appoint him instead"),
        )
    ]


def keeps_number(number: str, before: str) -> list[Refusal]:
    """Who comes back keeps his number: the record of his acts stands under it."""
    if before in ("", number):
        return []
    return [
        _refusal(
            "number_kept",
            Words(f"此人原工号为 {before}", f"This person had the number {before}"),
            Words("重新到岗的，沿用原工号", "Who comes back keeps the number"),
            "staff_number",
        )
    ]


def ends_after_it_begins(since: date, last: date | None) -> list[Refusal]:
    """What was approved after its last day comes too late."""
    if last is None or since <= last:
        return []
    return [
        _refusal(
            "over_already",
            Words(f"最后一天（{last}）已过", f"The last day ({last}) has gone by"),
            Words("请退回，重新提出", "Return it and propose anew"),
            "last",
        )
    ]


def post_known(code: str, found: bool) -> list[Refusal]:
    """The post exists."""
    if found:
        return []
    return [
        _refusal(
            "no_such_post",
            Words(f"没有岗位“{code}”", f"There is no post “{code}”"),
            Words("请从名单中选择", "Choose from the list"),
            "post",
        )
    ]


def not_held_already(
    held: Iterable[Holding], officer: UUID, post: str, since: date, until: date | None
) -> list[Refusal]:
    """One post is given to an officer once for the same days."""
    mine = (one for one in held if one.officer == officer and one.how != DEPUTY)
    return [
        _refusal(
            "held_already",
            Words(
                f"该人员自 {one.since} 起已任此岗位",
                f"The officer holds this post already, since {one.since}",
            ),
            Words("请先办理免职，或者选择其他岗位", "End that first, or choose another post"),
            "post",
        )
        for one in mine
        if one.post == post and one.meets(since, until)
    ]


def keeps_apart(
    new: Iterable[Holding],
    held: Iterable[Holding],
    pairs: Iterable[tuple[str, str]],
    titles: Mapping[str, Words],
    names: Mapping[UUID, str],
) -> list[Refusal]:
    """No new holding brings two incompatible posts into one hand on any day (不相容岗位).

    Standing in counts like a post of one's own: what a deputy could do, he could do.
    """
    excluded = {frozenset(pair) for pair in pairs}
    found: dict[tuple[UUID, str, str], Refusal] = {}
    before = tuple(held)
    for one in new:
        for other in before:
            clash = one.officer == other.officer and frozenset((one.post, other.post)) in excluded
            if clash and one.meets(other.since, other.until):
                key = one.officer, one.post, other.post
                found.setdefault(key, _clash(one, other, titles, names))
    return list(found.values())


def _clash(
    new: Holding, other: Holding, titles: Mapping[str, Words], names: Mapping[UUID, str]
) -> Refusal:
    here, there = _title(titles, other.post), _title(titles, new.post)
    name = names.get(new.officer, "")
    through = (
        Words("（代理）", " (standing in)") if DEPUTY in (new.how, other.how) else Words("", "")
    )
    days = Words(f"自 {max(new.since, other.since)} 起", f"from {max(new.since, other.since)}")
    return _refusal(
        "incompatible_posts",
        Words(
            f"{name} {days.zh}将同时担任“{here.zh}”和“{there.zh}”{through.zh}，两者不相容",
            f"{name} would hold “{here.en}” and “{there.en}”{through.en} {days.en}; "
            "they exclude each other",
        ),
        Words("请由两人分任；代理的，另定代理人", "Fill them with two persons, or another deputy"),
        "post",
    )


def rotation_kept(post: Words, due: date | None, since: date) -> list[Refusal]:
    """Whose term in a rotating post is over is not appointed to it again without a break (轮岗)."""
    if due is None or since < due:
        return []
    return [
        _refusal(
            "rotation_due",
            Words(
                f"在“{post.zh}”任职已满本局规定的年限（{due}）",
                f"The term that the bureau set for “{post.en}” is over ({due})",
            ),
            Words("请由他人担任此岗位", "Another officer has to take the post"),
            "post",
        )
    ]


def still_runs(found: bool, ended: bool) -> list[Refusal]:
    """What is to end has not ended."""
    if found and not ended:
        return []
    return [
        _refusal(
            "no_such_appointment",
            Words("没有这项任职，或者已经结束", "There is no such appointment, or it has ended"),
            Words("请刷新页面", "Reload the page"),
        )
    ]


def not_left_already(left: date | None) -> list[Refusal]:
    """An officer leaves once."""
    if left is None:
        return []
    return [
        _refusal(
            "left_already",
            Words(f"已登记自 {left} 起离任", f"The officer’s leaving on {left} is entered already"),
            Words("无需再办", "Nothing is left to do"),
            "officer",
        )
    ]


def pair_is_new(first: str, second: str, pairs: Iterable[tuple[str, str]]) -> list[Refusal]:
    """Two posts are kept apart once."""
    if frozenset((first, second)) not in {frozenset(pair) for pair in pairs}:
        return []
    return [
        _refusal(
            "kept_apart_already",
            Words("这两个岗位已是不相容岗位", "These posts exclude each other already"),
            Words("无需再办", "Nothing is left to do"),
            "second",
        )
    ]


def pair_may_go(first: str, second: str, pairs: Iterable[tuple[str, str]]) -> list[Refusal]:
    """A pair that is to go stands; the three administrators stay apart."""
    asked = frozenset((first, second))
    if asked in {frozenset(pair) for pair in FIXED_PAIRS}:
        words = Words(
            "三员（系统、安全、审计管理员）始终互斥", "The three administrators stay apart"
        )
        return [
            _refusal("fixed_pair", words, Words("不能取消", "It cannot be taken away"), "second")
        ]
    if asked in {frozenset(pair) for pair in pairs}:
        return []
    return [
        _refusal(
            "no_such_pair",
            Words("这两个岗位现在不是不相容岗位", "These posts do not exclude each other now"),
            Words("请刷新页面", "Reload the page"),
            "second",
        )
    ]


def nobody_holds_both(
    both: Iterable[tuple[Holding, Holding]], names: Mapping[UUID, str]
) -> list[Refusal]:
    """Posts become incompatible when nobody holds both, now or later."""
    return [
        _refusal(
            "somebody_holds_both",
            Words(
                f"{names.get(one.officer, '')} 自 {max(one.since, other.since)} 起同时担任这两个岗位",
                f"{names.get(one.officer, '')} holds both from {max(one.since, other.since)}",
            ),
            Words("请先办理其中一个岗位的免职，或另定代理人", "End one of the two first"),
            "second",
        )
        for one, other in both
    ]


def rotation_changes(rotates: bool, wanted: bool) -> list[Refusal]:
    """A post begins to rotate, or stops: not what it does already."""
    if rotates != wanted:
        return []
    state = (
        Words("已是轮岗岗位", "rotates already") if rotates else Words("不是轮岗岗位", "does not")
    )
    return [
        _refusal(
            "nothing_changes",
            Words(f"该岗位{state.zh}", f"The post {state.en}"),
            Words("无需再办", "Nothing is left to do"),
            "first",
        )
    ]


def area_known(area: str, areas: Iterable[str]) -> list[Refusal]:
    """The field of power is one that the bureau named."""
    if area in set(areas):
        return []
    return [
        _refusal(
            "no_such_area",
            Words(f"没有权力领域“{area}”", f"There is no field “{area}”"),
            Words("请从名单中选择", "Choose from the list"),
            "area",
        )
    ]


def _title(titles: Mapping[str, Words], code: str) -> Words:
    return titles.get(code, Words(code, code))


def _refusal(code: str, words: Words, remedy: Words, subject: str = "") -> Refusal:
    return Refusal(code, words, remedy, SEPARATION, subject)
