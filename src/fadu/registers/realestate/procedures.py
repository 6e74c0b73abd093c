"""转移登记 (transfer), and the import of the register kept before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fadu.law.sources import cite
from fadu.law.unit_code import UNIT_CODE
from fadu.law.words import Words
from fadu.procedure.blocks.decision import issue, refusal
from fadu.procedure.blocks.intake import RECEIVE, SUPPLEMENT, intake
from fadu.procedure.declare import DONE, Duty, Limit, Paper, Post, Procedure, Role, Step, Stop
from fadu.procedure.facts import Fen, fact
from fadu.procedure.gate import Outcome
from fadu.registers.realestate import acts
from fadu.registers.realestate.acts import (
    all_applied,
    holders_consent,
    rows_sound,
    shares_fit,
    unit_is_free,
)
from fadu.registers.realestate.rules import CO_OWNERSHIP_WORDS, CoOwnership

WINDOW = Post("realestate.window", Words("登记窗口", "Registration window"))
EXAMINER = Post("realestate.examiner", Words("登记审核岗", "Examiner"))
REGISTRAR = Post("realestate.registrar", Words("登簿岗", "Registrar"))

PASS = Outcome("pass", Words("审核通过", "Pass"))
REFUSE = Outcome("refuse", Words("拟不予登记", "Propose refusal"))
ENTERED = Outcome("entered", Words("登簿", "Enter in the register"))
IMPORTED = Outcome("imported", Words("导入", "Take over"))

REGULATION = "不动产登记暂行条例"
CO_OWNERSHIP_CHOICES = {kind.value: words for kind, words in CO_OWNERSHIP_WORDS.items()}


@dataclass(frozen=True)
class TransferFacts:
    """What an application for transfer states."""

    unit: str = fact(
        "不动产单元号",
        "Unit code",
        help=Words("见原不动产权证书，28位", "On the present certificate; 28 characters"),
        example="511725001001GB00001F00010001",
        pattern=UNIT_CODE,
    )
    price: Fen = fact("成交价格（元）", "Price (yuan)", example="500000.00")
    contract_date: date = fact("合同签订日期", "Date of the contract", example="2020-03-05")
    co_ownership: CoOwnership = fact(
        "受让后的共有情况", "Held by the transferees", choices=CO_OWNERSHIP_CHOICES
    )


@dataclass(frozen=True)
class TransfereeFacts:
    """The share of a transferee; left empty where one holds alone or all hold jointly."""

    numerator: int | None = fact("份额（分子）", "Share (numerator)", default=None, example="1")
    denominator: int | None = fact("份额（分母）", "Share (denominator)", default=None, example="2")

    def problems(self) -> dict[str, Words]:
        """Numerator and denominator come together and make a fraction of at most one."""
        if self.numerator is None and self.denominator is None:
            return {}
        if self.numerator and self.denominator and 0 < self.numerator <= self.denominator:
            if self.denominator <= 1_000_000:
                return {}
        return {
            "numerator": Words(
                "份额应为不大于1的分数，例如 1/2", "A share is a fraction such as 1/2"
            )
        }


TRANSFER = Procedure(
    name="realestate.transfer",
    title=Words("国有建设用地使用权及房屋所有权转移登记", "Transfer registration"),
    mark="ZY",
    power="realestate.registration",
    basis=(cite(REGULATION, 14), cite("不动产登记暂行条例实施细则", 38)),
    promise=Limit("reg.limit.promise.local.transfer"),
    statutory=Limit("reg.limit.statutory"),
    facts=TransferFacts,
    papers=Paper.list("reg.papers.transfer"),
    roles=(
        Role("transferor", Words("转让方", "Transferor")),
        Role("transferee", Words("受让方", "Transferee"), facts=TransfereeFacts),
    ),
    steps=(
        *intake(
            post=WINDOW,
            then="examine",
            basis=cite(REGULATION, 17),
            joint_basis=cite(REGULATION, 14),
            limit=Limit("reg.step.receive"),
        ),
        Step(
            "examine",
            Words("审核", "Examination"),
            post=EXAMINER,
            basis=cite(REGULATION, 18),
            limit=Limit("reg.step.examine"),
            next={PASS: "enter", REFUSE: "refused"},
            duty=Duty.REVIEW,
        ),
        Step(
            "enter",
            Words("登簿", "Entry in the register"),
            post=REGISTRAR,
            basis=cite(REGULATION, 21),
            limit=Limit("reg.step.enter"),
            next={ENTERED: "issue", REFUSE: "refused"},
            gates=(
                all_applied.on(ENTERED),
                unit_is_free.on(ENTERED),
                holders_consent.on(ENTERED),
                shares_fit.on(ENTERED),
            ),
            does={ENTERED: acts.TRANSFER},
            ends=(ENTERED,),
            duty=Duty.DECIDE,
        ),
        issue(
            name="issue",
            title=Words("发证", "Handing out"),
            post=WINDOW,
            basis=cite(REGULATION, 21),
            limit=Limit("reg.step.issue"),
            act=acts.ISSUE_CERTIFICATE,
        ),
        refusal(
            name="refused",
            title=Words("不予登记", "Refusal"),
            post=REGISTRAR,
            basis=cite(REGULATION, 22),
            limit=Limit("reg.step.refuse"),
            document="realestate.refusal",
        ),
    ),
    apart=(("examine", "enter"), ("examine", "refused")),
    stops=(
        Stop(
            "public_notice",
            Words("公告期间不计入登记时限", "Public notice is not counted"),
            cite("不动产登记暂行条例实施细则", 17),
        ),
    ),
    window=WINDOW,
    withdrawal=cite(REGULATION, 15),
    supplementable=frozenset({RECEIVE, SUPPLEMENT, "examine"}),
    withdrawable=frozenset({RECEIVE, SUPPLEMENT, "examine", "enter"}),
    on_opening=("procedure.receipt",),
)


@dataclass(frozen=True)
class UnitRow:
    """A unit of the register kept before."""

    code: str = fact("不动产单元号", "Unit code")
    location: str = fact("坐落", "Location")
    area_m2: Decimal = fact("面积(m²)", "Area (m²)")
    use: str = fact("用途", "Use")
    nature: str = fact("权利性质", "Nature of right")
    co_ownership: CoOwnership = fact("共有情况", "Co-ownership", choices=CO_OWNERSHIP_CHOICES)
    since: date = fact("登记日期", "Registered on")
    serial: int = fact("证书顺序号", "Certificate serial")
    restriction: str = fact("限制", "Restriction", default="")
    restriction_source: str = fact("限制依据", "Source of restriction", default="")


@dataclass(frozen=True)
class ImportFacts:
    """A batch of units and where they come from."""

    source: str = fact("来源", "Source")
    rows: tuple[UnitRow, ...] = fact("单元", "Units")


@dataclass(frozen=True)
class HolderFacts:
    """Of which unit, and with what share, a person is a holder."""

    unit: str = fact("不动产单元号", "Unit code")
    numerator: int | None = fact("份额（分子）", "Share (numerator)", default=None)
    denominator: int | None = fact("份额（分母）", "Share (denominator)", default=None)


INTERNAL = Limit.none("系统建设，非行政办理事项", "Setting up the system; no matter of a citizen")

TAKE_OVER = Procedure(
    name="realestate.take_over",
    title=Words("导入既有登记簿", "Take-over of the register kept before"),
    mark="DR",
    power="",
    basis=(cite(REGULATION, 9),),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=ImportFacts,
    papers=None,
    roles=(Role("holder", Words("权利人", "Holder"), facts=HolderFacts),),
    for_parties=False,
    steps=(
        Step(
            "take_over",
            Words("导入", "Take-over"),
            post=REGISTRAR,
            basis=cite(REGULATION, 9),
            limit=INTERNAL,
            next={IMPORTED: DONE},
            gates=(rows_sound,),
            does={IMPORTED: acts.IMPORT},
        ),
    ),
)
