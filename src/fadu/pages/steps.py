"""Steps of what is done one after another (`pages/parts/steps.html`): numbered, with state."""

from dataclasses import dataclass

from fadu.law.words import Words

DONE, NOW, WRONG, TO_DO = "done", "now", "wrong", "todo"

STATES = {
    DONE: Words("已完成", "done"),
    NOW: Words("正在填写", "you are here"),
    WRONG: Words("有待更正", "to be corrected"),
    TO_DO: Words("未开始", "not begun"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what it is called, how it stands, and where it leads ("" for nowhere)."""

    title: Words
    state: str
    address: str = ""

    @property
    def words(self) -> Words:
        """Its state, for those who do not see the mark."""
        return STATES[self.state]
