"""The steps of dispatch: draft, counter-signature, check, issue. Expands into plain steps."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fadu.law.words import Words
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.acts import (
    ISSUE,
    countersigned,
    kind_in_force,
    office_checked,
    officer_of,
    text_seen,
)
from fadu.procedure.blocks.dispatch.book import DRAFT
from fadu.procedure.declare import (
    DONE,
    Ask,
    Block,
    Contribution,
    Limit,
    Post,
    Step,
)
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked

COUNTERSIGN = "countersign"
CHECK = rules.CHECK_PLACE
ISSUE_STEP = "issue"

SUBMITTED = Outcome("submitted", Words("提交", "Submit"))
SIGNED = Outcome("signed", Words("会签齐全，送核稿", "All signed: on to the check"))
REDRAFT = Outcome("redraft", Words("收回修改", "Take back to change"))
CHECKED = Outcome("checked", Words("核稿通过", "Checked"))
ISSUED = Outcome("issued", Words("签发", "Issue"))
RETURNED = Outcome("returned", Words("退回修改", "Return to be changed"))

# Who drafts neither checks nor issues; who checks does not issue.
DISPATCH_APART = ((DRAFT, CHECK), (DRAFT, ISSUE_STEP), (CHECK, ISSUE_STEP))


class Stand(StrEnum):
    """What a section says of a draft."""

    AGREE = "agree"
    RETURN = "return"


STAND_WORDS = {
    Stand.AGREE: Words("同意", "Agree"),
    Stand.RETURN: Words("退回修改", "Return to be changed"),
}


@dataclass(frozen=True)
class Draft:
    """A draft as it is to go out. The text may name persons and lies apart from the record."""

    kind: str = fact("文号类别", "Kind of number", pattern="[a-z][a-z0-9_]{0,18}", example="fa")
    title: str = fact("标题", "Title", pattern=r".{2,200}")
    addressee: str = fact("主送", "Addressed to", pattern=r".{1,200}")
    copies: int = fact("份数", "Copies")
    body: str = fact("正文", "Text", personal=True)
    copied_to: str = fact("抄送", "Copied to", default="")

    def problems(self) -> Mapping[str, Words]:
        """At least one copy goes out."""
        if 1 <= self.copies <= 9999:
            return {}
        return {"copies": Words("份数应为 1 至 9999", "The copies are 1 to 9999")}


@dataclass(frozen=True)
class Signature:
    """A signature to the text with this digest, with an opinion."""

    text: str = fact("文稿摘要", "Digest of the text", pattern="[0-9a-f]{64}")
    opinion: str = fact("意见", "Opinion", prose=True, default="")


@dataclass(frozen=True)
class CounterSignature(Signature):
    """A section's signature: it agrees, or returns the draft with its opinion."""

    stand: Stand = fact(
        "会签意见", "Counter-signature", default=Stand.AGREE,
        choices={stand.value: words for stand, words in STAND_WORDS.items()},
    )  # fmt: skip


def parts_of(draft: Draft) -> dict[str, Any]:
    """The fields that the signatures stand for."""
    return {
        "kind": draft.kind, "title": draft.title, "addressee": draft.addressee,
        "copies": draft.copies, "body": draft.body, "copied_to": draft.copied_to,
    }  # fmt: skip


def _opinion(asked: Asked, known: None) -> Sequence[Any]:
    stand = getattr(asked.facts, "stand", "return")
    return rules.opinion_given(str(stand), asked.facts.opinion)


opinion_given = Gate(
    "opinion_given", Words("退回写明意见", "A return is explained"), rules.CHAIN, _opinion,
    stated=True,
)  # fmt: skip


def _drafted(sections: Mapping[str, Words]) -> Callable[[Asked], Mapping[str, Any]]:
    """A text that did not change keeps its signatures; a changed one has a digest of its own."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        draft = asked.facts
        before = rules.current(asked.matter.state.memory)
        named = {code: {"zh": title.zh, "en": title.en} for code, title in sections.items()}
        return {
            rules.MEMORY: {
                "text": rules.digest_of(parts_of(draft)),
                "kind": draft.kind,
                "title": draft.title,
                "addressee": draft.addressee,
                "copies": draft.copies,
                "copied_to": draft.copied_to,
                "by": str(officer_of(asked)),
                "on": asked.at.on.isoformat(),
                "round": before.get("round", 0) + 1,
                "sections": named,
                "signed": dict(before.get("signed", {})),
            }
        }

    return remembers


def _signing(place: str) -> Callable[[Asked], Mapping[str, Any]]:
    """The case remembers who signed which text, and what was said."""

    def remembers(asked: Asked) -> Mapping[str, Any]:
        held = rules.current(asked.matter.state.memory)
        agrees = asked.outcome in (CHECKED, ISSUED)
        stand = getattr(asked.facts, "stand", Stand.AGREE if agrees else Stand.RETURN)
        signature = {
            "by": str(officer_of(asked)),
            "on": asked.at.on.isoformat(),
            "text": asked.facts.text,
            "stand": str(stand),
            "opinion": asked.facts.opinion,
        }
        return {rules.MEMORY: {**held, "signed": {**held.get("signed", {}), place: signature}}}

    return remembers


def sign_name(code: str) -> str:
    """The name of the contribution by which a section signs."""
    return f"sign_{code.replace('.', '_')}"


def countersigned_apart(*sections: Post) -> tuple[tuple[str, str], ...]:
    """What a procedure keeps apart besides where sections counter-sign: who closes that is on the
    drafter's side of the desk, and who signed for a section does not issue.
    """
    signed = ((f"{COUNTERSIGN}+{sign_name(one.code)}", ISSUE_STEP) for one in sections)
    return ((COUNTERSIGN, CHECK), (COUNTERSIGN, ISSUE_STEP), *signed)


def _countersign(sections: Sequence[Post], drafter: Post, limit: Limit) -> Step:
    contributions = tuple(
        Contribution(
            sign_name(section.code),
            section.title,
            post=section,
            basis=rules.CHAIN,
            facts=CounterSignature,
            gates=(text_seen, opinion_given),
            remembers=_signing(section.code),
        )
        for section in sections
    )
    return Step(
        COUNTERSIGN,
        Words("会签", "Counter-signature"),
        post=drafter,
        basis=rules.CHAIN,
        limit=limit,
        next={SIGNED: CHECK, REDRAFT: DRAFT},
        gates=(countersigned.on(SIGNED),),
        contributions=contributions,
    )


def dispatch(
    *,
    drafter: Post,
    sections: Sequence[Post],
    office: Post,
    leader: Post,
    limit: Limit,
    then: str = DONE,
) -> Block:
    """Draft, counter-signature by every section named, check, issue.

    `limit` holds for each step and each counter-signature. The procedure keeps the steps `apart` by
    DISPATCH_APART, and with sections by `countersigned_apart`.
    """
    asks = tuple(
        Ask(sign_name(section.code), post=section.code, limit=limit) for section in sections
    )
    after_draft = COUNTERSIGN if sections else CHECK
    draft = Step(
        DRAFT,
        Words("拟稿", "Draft"),
        post=drafter,
        basis=rules.CHAIN,
        limit=limit,
        next={SUBMITTED: after_draft},
        facts=Draft,
        remembers=_drafted({section.code: section.title for section in sections}),
        asks=lambda asked: asks,
    )
    check = Step(
        CHECK,
        Words("核稿", "Check"),
        post=office,
        basis=rules.CHAIN,
        limit=limit,
        next={CHECKED: ISSUE_STEP, RETURNED: DRAFT},
        gates=(text_seen, countersigned.on(CHECKED), opinion_given.on(RETURNED)),
        facts=Signature,
        remembers=_signing(CHECK),
    )
    issue = Step(
        ISSUE_STEP,
        Words("签发", "Issue"),
        post=leader,
        basis=rules.CHAIN,
        limit=limit,
        next={ISSUED: then, RETURNED: DRAFT},
        gates=(
            text_seen,
            countersigned.on(ISSUED),
            office_checked.on(ISSUED),
            kind_in_force.on(ISSUED),
            opinion_given.on(RETURNED),
        ),
        does={ISSUED: ISSUE},
        facts=Signature,
        remembers=_signing(ISSUE_STEP),
    )
    middle = (_countersign(sections, drafter, limit),) if sections else ()
    return Block("dispatch", (draft, *middle, check, issue))
