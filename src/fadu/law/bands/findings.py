"""What is wrong with a discretion table, said so that its makers can mend it."""

from dataclasses import dataclass, field

from fadu.law import plain
from fadu.law.bands.measure import Fact
from fadu.law.bands.table import Table
from fadu.law.entries import Source
from fadu.law.plain import Plain
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. A fault keeps the table from deciding; a remark (`fault` False) does not.

    `example`: an act, by measure, that shows the defect. `basis`: the rule that the table breaks.
    """

    code: str
    words: Words
    fault: bool = True
    example: dict[str, Fact] = field(default_factory=dict)
    basis: Source | None = None

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        return {
            "code": self.code,
            "fault": self.fault,
            "words": plain.words(self.words),
            "example": {
                name: value if isinstance(value, str | bool) else plain.exact(value)
                for name, value in self.example.items()
            },
            "basis": None if self.basis is None else plain.words(self.basis.words),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What the proof of a table found. `cells`: how many combinations were looked at."""

    table: Table
    findings: tuple[Finding, ...]
    cells: int = 0

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What keeps the table from deciding."""
        return tuple(each for each in self.findings if each.fault)

    @property
    def proven(self) -> bool:
        """Whether no fault was found."""
        return not self.faults

    @property
    def decides(self) -> bool:
        """Whether the table may decide cases: proven, and whole."""
        return self.proven and not self.table.excerpt

    @property
    def verdict(self) -> Words:
        """The result in a sentence."""
        if self.proven:
            return Words(
                f"通过：{self.cells}种组合各属一个档次，幅度在法定范围内",
                f"proven: each of {self.cells} combinations falls in one tier, within the statute",
            )
        count = len(self.faults)
        return Words(
            f"未通过：{count}处错误，本表不得用于裁量",
            f"not proven: {count} fault{'' if count == 1 else 's'}; the table decides nothing",
        )

    def having(self, *more: Finding) -> "Report":
        """The report with further findings."""
        return Report(self.table, (*self.findings, *more), self.cells)
