"""Numbers of certificates and registration proofs (不动产权证号、不动产登记证明号).

川(2020)渠县不动产权第0000001号: province, year, place, seven digits that run in the year and organ.
Both widths of brackets occur, and the place is written with or without 县、市、区 at its end.
"""

import re
import unicodedata
from dataclasses import dataclass

from fadu.law.words import LawError, Words

_FORM = re.compile(
    r"(?P<mark>[\u4e00-\u9fff])\((?P<year>[0-9]{4})\)(?P<place>[\u4e00-\u9fff]+?)"
    r"不动产(?P<kind>权|证明)第(?P<serial>[0-9]{7})号"
)
_ENDS = "县市区"
LAST_SERIAL = 9_999_999


class CertificateNumberError(LawError, ValueError):
    """A text that is no certificate number, or parts that make none."""


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """A number in its parts; `proof`: of a 登记证明. `str()` writes it with half-width brackets."""

    mark: str
    year: int
    place: str
    serial: int
    proof: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.serial <= LAST_SERIAL:
            raise CertificateNumberError(
                Words(f"流水号应在1至{LAST_SERIAL}之间：{self.serial}", f"no serial: {self.serial}")
            )

    def __str__(self) -> str:
        kind = "证明" if self.proof else "权"
        return f"{self.mark}({self.year}){self.place}不动产{kind}第{self.serial:07d}号"

    def same(self, other: "CertificateNumber") -> bool:
        """Whether both name one certificate, however the place is written."""
        return self._key == other._key

    @property
    def _key(self) -> tuple[str, int, str, int, bool]:
        return self.mark, self.year, _without_end(self.place), self.serial, self.proof


def parse(text: str) -> CertificateNumber:
    """The number, with brackets and digits of either width; CertificateNumberError else."""
    found = _FORM.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        raise CertificateNumberError(
            Words(
                f"不是不动产证号：“{text}”（应如 川(2020)渠县不动产权第0000001号，"
                "省简称、年份、地名、7位流水号）",
                f"no certificate number: “{text}” (expected 川(2020)渠县不动产权第0000001号: "
                "province, year, place, seven digits)",
            )
        )
    return CertificateNumber(
        found["mark"],
        int(found["year"]),
        found["place"],
        int(found["serial"]),
        found["kind"] == "证明",
    )


def _without_end(place: str) -> str:
    # 渠县 keeps its 县: nobody writes 渠 alone.
    return place[:-1] if len(place) > 2 and place[-1] in _ENDS else place
