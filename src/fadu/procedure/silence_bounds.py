"""What no declaration may leave to silence, said step by step; `proofs` makes findings of it."""

from collections.abc import Iterator

from fadu.procedure.declare import DONE, PARTY, SYSTEM, Step
from fadu.procedure.gate import Gate

Fault = tuple[str, str, str]


def faults_of(step: Step) -> Iterator[Fault]:
    """The id of each fault of a step's default, and the sentence in both languages."""
    default = step.default
    if default is None:
        return
    if step.never_by_silence is not None:
        article = step.never_by_silence.words
        yield (
            "E057",
            f"“{step.name}”不得以超时默认代替（{article.zh}）",
            f"{step.name} may never be taken by silence ({article.en})",
        )
    if default.internal is None:
        if default.basis.article is None:
            yield (
                "E055",
                f"“{step.name}”的默认结果没有法条依据",
                f"the default of {step.name} names no article",
            )
        return
    for zh, en in _moved(step, default.outcome):
        yield (
            "E058",
            f"“{step.name}”的内部超时默认不能{zh}",
            f"internal silence at {step.name} may not {en}",
        )


def _moved(step: Step, outcome: str) -> Iterator[tuple[str, str]]:
    """What an outcome would move that no late opinion may move."""
    if step.post in (PARTY, SYSTEM):
        yield "代替当事人", "speak for a party"
    if outcome in step.does:
        yield "作出生效行为", "do an effective act"
    if outcome in (*step.starts, *step.ends):
        yield "开始或者停止时限", "start or stop a clock"
    if any(name == outcome and texts for name, texts in step.documents.items()):
        yield "发出文书", "send out a document"
    if any(name == outcome and to == DONE for name, to in step.next.items()):
        yield "办结案件", "close the case"
    if any(gate.applies(outcome) and not _hears(gate) for gate in step.gates):
        yield "通过关口", "pass a gate"


def _hears(gate: Gate) -> bool:
    """A gate whose kind silence may pass: a chance to speak that nobody took."""
    return gate.kind is not None and gate.kind.by_silence
