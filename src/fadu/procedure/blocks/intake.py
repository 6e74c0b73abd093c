"""Block *intake* (受理): receipt, one-time notice that lists everything, acceptance on silence.

Whoever receives an application accepts it, or says at once and in writing everything that is
missing, or says that it belongs elsewhere; where the law so provides, silence is acceptance.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import DONE, PARTY, Block, Default, Limit, Post, Step
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal

ACCEPT = Outcome("accept", Words("受理", "Accept"))
NOTICE = Outcome("notice", Words("一次性告知补正", "One-time notice of what is missing"))
DECLINE = Outcome("decline", Words("不属本机关，不予受理", "Not this bureau's matter"))
SILENCE = Outcome("silence", Words("视为受理", "Accepted by silence"))
SUPPLEMENTED = Outcome("supplemented", Words("已补正", "Supplemented"))

RECEIVE = "receive"
SUPPLEMENT = "supplement"
ONE_TIME_NOTICE = "procedure.one_time_notice"


def missing_papers(matter: Matter, basis: Citation) -> list[Refusal]:
    """The papers that the list requires, that no exchange provides, and that are not there."""
    return [
        Refusal(
            "paper_missing",
            Words(f"缺少材料：{item['title'].zh}", f"Missing paper: {item['title'].en}"),
            Words(f"请提交“{item['title'].zh}”", f"Hand in “{item['title'].en}”"),
            basis,
            item["code"],
        )
        for item in matter.papers_asked
        if item["required"] and not item["by_sharing"] and not matter.state.papers.get(item["code"])
    ]


def missing_confirmations(matter: Matter, basis: Citation) -> list[Refusal]:
    """The parties who have not confirmed the joint application, by role and place."""
    found = []
    places: dict[str, int] = {}
    for party in matter.state.parties:
        places[party.role] = place = places.get(party.role, 0) + 1
        if not party.confirmed:
            role = matter.roles[party.role]
            found.append(
                Refusal(
                    "confirmation_missing",
                    Words(
                        f"{role.zh}（第 {place} 位）尚未确认共同申请",
                        f"{role.en} no. {place} has not confirmed the joint application",
                    ),
                    Words(
                        "请该当事人在网上确认，或持证件到窗口签名",
                        "This party confirms online, or signs at the window with its document",
                    ),
                    basis,
                    f"party:{party.person}",
                )
            )
    return found


def intake(
    *,
    post: Post,
    then: str,
    basis: Citation,
    joint_basis: Citation,
    limit: Limit,
    silence: bool = True,
) -> Block:
    """The steps `receive` and `supplement`.

    `basis` is the article on receipt, `joint_basis` the one on joint application; `silence` says
    that the article takes an application as accepted when nothing is said in writing at once.
    """
    starts = (ACCEPT, SILENCE) if silence else (ACCEPT,)
    receive = Step(
        RECEIVE,
        Words("受理", "Receipt"),
        post=post,
        basis=basis,
        limit=limit,
        next={**dict.fromkeys(starts, then), NOTICE: SUPPLEMENT, DECLINE: DONE},
        gates=_gates(basis, joint_basis),
        default=Default(SILENCE, basis, _SILENT) if silence else None,
        starts=starts,
        documents={NOTICE: (ONE_TIME_NOTICE,)},
        remembers=_remembering(basis, joint_basis),
    )
    supplement = Step(
        SUPPLEMENT,
        Words("补正材料", "Supplement"),
        post=PARTY,
        basis=basis,
        limit=Limit.none(
            "补正由申请人掌握，尚未受理，不计入办理时限",
            "The applicant's own time before acceptance; it counts for nobody",
        ),
        next={SUPPLEMENTED: RECEIVE},
    )
    return Block("intake", (receive, supplement))


_SILENT = Words("当场未书面告知，视为受理", "accepted, because nothing was said in writing at once")


def _gates(basis: Citation, joint_basis: Citation) -> tuple[Gate, ...]:
    def complete(asked: Asked, known: None) -> Sequence[Refusal]:
        return missing_papers(asked.matter, basis)

    def joint(asked: Asked, known: None) -> Sequence[Refusal]:
        return missing_confirmations(asked.matter, joint_basis)

    def once(asked: Asked, known: None) -> Sequence[Refusal]:
        missing = everything_missing(asked.matter, basis, joint_basis)
        return _notice_is_needed_and_first(asked, missing, basis)

    return (
        Gate("papers_complete", Words("材料齐全", "Papers complete"), basis, complete).on(ACCEPT),
        Gate("jointly_applied", Words("当事人共同申请", "Jointly applied"), joint_basis, joint).on(
            ACCEPT
        ),
        Gate("notice_once", Words("一次性告知", "One notice, of everything"), basis, once).on(
            NOTICE
        ),
    )


def everything_missing(matter: Matter, basis: Citation, joint_basis: Citation) -> list[Refusal]:
    """What a one-time notice has to say: papers and confirmations alike."""
    return missing_papers(matter, basis) + missing_confirmations(matter, joint_basis)


def _remembering(basis: Citation, joint_basis: Citation) -> Callable[[Asked], Mapping[str, Any]]:
    """What the case remembers of a notice: its points, so that a second one adds none."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        if asked.outcome != NOTICE:
            return {"items": []}
        missing = everything_missing(asked.matter, basis, joint_basis)
        items = [refusal.plain() for refusal in missing]
        first = asked.matter.state.memory.get("noticed")
        return {"items": items, "noticed": first or [item["subject"] for item in items]}

    return remembers


def _notice_is_needed_and_first(
    asked: Asked, missing: Sequence[Refusal], basis: Citation
) -> list[Refusal]:
    if not missing:
        return [
            Refusal(
                "nothing_missing",
                Words("材料齐全、申请已确认，没有可告知的事项", "Nothing is missing"),
                Words("请受理", "Accept the application"),
                basis,
            )
        ]
    noticed = asked.matter.state.memory.get("noticed")
    if noticed is None:
        return []
    late = [refusal for refusal in missing if refusal.subject not in noticed]
    return [
        Refusal(
            "second_demand",
            Words(
                f"首次告知时未列明：{refusal.words.zh}",
                f"Not in the first notice: {refusal.words.en}",
            ),
            Words(
                "能在首次告知时知道的，不得再次要求补正",
                "What could be known at the first notice cannot be demanded again",
            ),
            basis,
            refusal.subject,
        )
        for refusal in late
    ]
