"""Public comment (公开征求意见) and public notice (公示): posted with proof, open for the whole period,
and over only when each comment or objection has been answered.

The period is the Limit of the step that waits: it counts from the day on which the posting was
entered, and the step passes only on a day after its last one. What the public says lies apart from
the record as a personal text; the case remembers its number and the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import PUBLIC, Attachment, Block, Contribution, Limit, Post, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal

SAY, ANSWER = "say", "answer"

POSTED = Outcome("posted", Words("已张贴或发布", "Posted"))
HEARD = Outcome("heard", Words("期满，意见均已答复", "Period over, each comment answered"))
UNOPPOSED = Outcome("unopposed", Words("公示期满", "Notice period over"))
REVISED = Outcome("revised", Words("意见成立，修改后重新公示", "Well founded: revise, post anew"))

ADOPTED, PARTLY, DECLINED = "adopted", "partly", "declined"


@dataclass(frozen=True)
class Posting:
    """Where it is posted."""

    places: str = fact("张贴或发布的地点、网址", "Places and addresses of the posting", prose=True)


@dataclass(frozen=True)
class Comment:
    """What somebody says to it."""

    words: str = fact("意见", "What you say", personal=True)


@dataclass(frozen=True)
class Reply:
    """What the bureau answers to a comment."""

    number: int = fact("第几条意见", "Number of the comment")
    result: str = fact(
        "处理结果", "Result",
        choices={
            ADOPTED: Words("采纳", "Adopted"),
            PARTLY: Words("部分采纳", "Adopted in part"),
            DECLINED: Words("不采纳", "Not adopted"),
        },
    )  # fmt: skip
    words: str = fact("答复和理由", "Answer and reasons", prose=True)


@dataclass(frozen=True)
class Summary:
    """What the public said as a whole, and what became of it."""

    summary: str = fact(
        "意见汇总和采纳情况", "Summary of comments and what became of them", prose=True
    )


def public_comment(
    *, name: str = "comment", title: Words, post: Post, basis: Citation, period: Limit, to: str
) -> Block:
    """The steps `NAME_post` and NAME: anybody on the portal comments; each comment is answered, and
    a summary made.
    """
    said = Contribution(
        SAY, Words("提交意见", "Comment"), PUBLIC, basis, facts=Comment,
        gates=(_still_open(basis),), remembers=lambda asked: _said(asked, name),
    )  # fmt: skip
    waiting = _waiting(name, title, post, basis, period, {HEARD: to}, said, HEARD, Summary)
    return Block("public_comment", (_post(name, title, post, basis), waiting))


def public_notice(
    *,
    name: str = "notice",
    title: Words,
    post: Post,
    basis: Citation,
    period: Limit,
    to: str,
    back_to: str,
) -> Block:
    """The steps `NAME_post` and NAME: objections keep it from passing until each is answered; one
    that holds sends the matter back.
    """
    said = Contribution(
        SAY, Words("提出异议", "Object"), PUBLIC, basis, facts=Comment,
        gates=(_still_open(basis),), remembers=lambda asked: _said(asked, name),
    )  # fmt: skip
    next_ = {UNOPPOSED: to, REVISED: back_to}
    waiting = _waiting(name, title, post, basis, period, next_, said, UNOPPOSED, None)
    return Block("public_notice", (_post(name, title, post, basis), waiting))


def comments(matter: Matter, name: str) -> Sequence[Mapping[str, Any]]:
    """What was said to the latest posting: number, day, and the result once it is answered."""
    found: Sequence[Mapping[str, Any]] = matter.state.memory.get(name, {}).get("comments", ())
    return found


def _post(name: str, title: Words, post: Post, basis: Citation) -> Step:
    return Step(
        f"{name}_post",
        Words(f"{title.zh}：发布", f"{title.en}: posting"),
        post,
        basis,
        Limit.none("发布之日起算期限", "The period begins with the posting"),
        next={POSTED: name},
        facts=Posting,
        attachments=(
            Attachment(
                "proof", Words("发布的证明（照片或截图）", "Proof of posting (photograph or page)")
            ),
        ),
        remembers=lambda asked: {name: {"posted_on": asked.at.on.isoformat(), "comments": []}},
    )


def _waiting(
    name: str,
    title: Words,
    post: Post,
    basis: Citation,
    period: Limit,
    next_: Mapping[Outcome, str],
    said: Contribution,
    passes: Outcome,
    facts: type | None,
) -> Step:
    answer = Contribution(
        ANSWER,
        Words("答复意见", "Answer a comment"),
        post,
        basis,
        facts=Reply,
        gates=(_known(name, basis),),
        remembers=lambda asked: _answered(asked, name),
    )
    return Step(
        name,
        title,
        post,
        basis,
        period,
        next=next_,
        gates=(_over(basis).on(passes), _each_answered(name, basis).on(passes)),
        facts=facts,
        contributions=(said, answer),
    )


def _said(asked: Asked, name: str) -> dict[str, Any]:
    earlier = comments(asked.matter, name)
    new = {"number": len(earlier) + 1, "on": asked.at.on.isoformat(), "result": ""}
    return {name: {**asked.matter.state.memory.get(name, {}), "comments": [*earlier, new]}}


def _answered(asked: Asked, name: str) -> dict[str, Any]:
    told = [
        {**each, "result": asked.facts.result} if each["number"] == asked.facts.number else each
        for each in comments(asked.matter, name)
    ]
    return {name: {**asked.matter.state.memory.get(name, {}), "comments": told}}


def _over(basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        due = asked.matter.state.due
        if due is not None and asked.at.on > due:
            return []
        until = due.isoformat() if due else ""
        return [
            Refusal(
                "period_running",
                Words(f"期限未满（至 {until}）", f"The period still runs (until {until})"),
                Words("请在期满的次日以后办理", "Take the step on a day after it"),
                basis,
            )
        ]

    return Gate("period_over", Words("期限已满", "The period is over"), basis, check)


def _still_open(basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        due = asked.matter.state.due
        if due is None or asked.at.on <= due:
            return []
        return [
            Refusal(
                "period_over",
                Words(f"期限已于 {due.isoformat()} 届满", f"The period ended on {due.isoformat()}"),
                Words("可以来信来访反映", "You may write to the bureau or come in person"),
                basis,
            )
        ]

    return Gate("still_open", Words("在期限内", "Within the period"), basis, check)


def _each_answered(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        return [
            Refusal(
                "comment_unanswered",
                Words(
                    f"第 {each['number']} 条意见没有答复", f"Comment {each['number']} is unanswered"
                ),
                Words("请逐条答复", "Answer each of them"),
                basis,
                str(each["number"]),
            )
            for each in comments(asked.matter, name)
            if not each["result"]
        ]

    title = Words("意见逐条答复", "Each comment is answered")
    return Gate(f"{name}_answered", title, basis, check)


def _known(name: str, basis: Citation) -> Gate:
    def check(asked: Asked, known: None) -> list[Refusal]:
        open_ = [each["number"] for each in comments(asked.matter, name) if not each["result"]]
        if not isinstance(asked.facts, Reply) or asked.facts.number in open_:
            return []
        number = asked.facts.number
        return [
            Refusal(
                "no_such_comment",
                Words(
                    f"没有待答复的第 {number} 条意见", f"No comment {number} waits for an answer"
                ),
                Words("请填写尚未答复的序号", "Give the number of one that waits"),
                basis,
                "number",
            )
        ]

    title = Words("有待答复的意见", "The comment waits for an answer")
    return Gate(f"{name}_known", title, basis, check, stated=True)
