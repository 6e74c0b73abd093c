"""What the procedures of staffing ask: joining, leaving, appointments, certificates, post rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fadu.bureau.certificates import CERTIFICATE_WORDS
from fadu.bureau.models import CertificateKind, Tenure
from fadu.law.words import Words
from fadu.procedure.facts import fact

NUMBER = r"\S{1,20}"


class LeavingReason(StrEnum):
    """Why an officer leaves."""

    TRANSFER = "transfer"
    RETIREMENT = "retirement"
    RESIGNATION = "resignation"
    DISMISSAL = "dismissal"
    OTHER = "other"


class CardChange(StrEnum):
    """What becomes of a certificate."""

    SUSPEND = "suspend"
    RESUME = "resume"
    REVOKE = "revoke"
    REVIEW = "review"


class RuleChange(StrEnum):
    """What becomes of a rule on posts."""

    APART = "apart"
    TOGETHER = "together"
    ROTATES = "rotates"
    STAYS = "stays"


TENURE_WORDS = {
    Tenure.REGULAR: Words("任职", "Appointed"),
    Tenure.ACTING: Words("代理", "Acting"),
    Tenure.IN_CHARGE: Words("主持工作", "In charge"),
}
LEAVING_WORDS = {
    LeavingReason.TRANSFER: Words("调离", "Transferred"),
    LeavingReason.RETIREMENT: Words("退休", "Retired"),
    LeavingReason.RESIGNATION: Words("辞职", "Resigned"),
    LeavingReason.DISMISSAL: Words("辞退或者开除", "Dismissed"),
    LeavingReason.OTHER: Words("其他", "Other"),
}
CARD_WORDS = {
    CardChange.SUSPEND: Words("暂扣", "Suspend"),
    CardChange.RESUME: Words("发还", "Give back"),
    CardChange.REVOKE: Words("收回", "Revoke"),
    CardChange.REVIEW: Words("清理复核", "Review"),
}
RULE_WORDS = {
    RuleChange.APART: Words("设为不相容岗位", "Keep apart"),
    RuleChange.TOGETHER: Words("不再作为不相容岗位", "No longer apart"),
    RuleChange.ROTATES: Words("列为轮岗岗位", "Rotates"),
    RuleChange.STAYS: Words("不再作为轮岗岗位", "No longer rotates"),
}
_FROM = Words(
    "审定晚于这一天的，自审定当日起", "Approved later than that, it holds from the day of approval"
)
_WHY = Words("写明文件名称、文号或者事实", "A document by title and number, or the facts")


@dataclass(frozen=True)
class JoiningFacts:
    """Somebody joins the bureau; who, stands among the parties."""

    since: date = fact("到岗日期", "Joins on", help=_FROM)
    document: str = fact("依据", "Basis", help=_WHY)


@dataclass(frozen=True)
class NewcomerFacts:
    """What is stated of who joins, beside name and identity number."""

    staff_number: str = fact("工号", "Staff number", pattern=NUMBER)


@dataclass(frozen=True)
class LeavingFacts:
    """An officer leaves the bureau: all posts end, and with them every right."""

    officer: str = fact("工作人员", "Officer", pattern=NUMBER)
    on: date = fact(
        "离任日期", "Leaves on",
        help=Words(
            "当日起不再任职、不能登录；审定晚于这一天的，自审定当日起",
            "From that day no post and no way in; approved later, from the day of approval",
        ),
    )  # fmt: skip
    reason: LeavingReason = fact(
        "原因", "Reason", choices={one.value: words for one, words in LEAVING_WORDS.items()}
    )
    document: str = fact("依据", "Basis", help=_WHY)


@dataclass(frozen=True)
class AppointmentFacts:
    """An officer gets a post: by appointment, in its holder's stead, or in charge."""

    officer: str = fact("工作人员", "Officer", pattern=NUMBER)
    post: str = fact("岗位", "Post", pattern=r"[a-z][a-z0-9_.]{1,58}")
    tenure: Tenure = fact(
        "任职方式", "How", choices={one.value: words for one, words in TENURE_WORDS.items()}
    )
    since: date = fact("自何日起", "From", help=_FROM)
    document: str = fact("依据", "Basis", help=_WHY)
    last: date | None = fact(
        "最后一天", "Last day", default=None,
        help=Words("代理、主持工作必填；任职可不填", "Wanted for acting and in charge"),
    )  # fmt: skip

    def problems(self) -> Mapping[str, Words]:
        """Who acts in somebody's stead does so until a day that is known."""
        if self.last is None and self.tenure is not Tenure.REGULAR:
            return {
                "last": Words(
                    "代理、主持工作须写明最后一天", "Acting and in charge have a last day"
                )
            }
        if self.last is not None and self.last < self.since:
            return {"last": Words("最后一天早于第一天", "The last day lies before the first")}
        return {}


@dataclass(frozen=True)
class AppointmentEndFacts:
    """An appointment ends: the day from which the post is no longer held."""

    appointment: str = fact("任职", "Appointment", pattern=r"[0-9a-f-]{36}")
    on: date = fact(
        "免职日期", "Ends on",
        help=Words(
            "当日起不再任此岗位；审定晚于这一天的，自审定当日起",
            "From that day the post is not held; approved later, from the day of approval",
        ),
    )  # fmt: skip
    document: str = fact("依据", "Basis", help=_WHY)


@dataclass(frozen=True)
class CertificateFacts:
    """A certificate as it is printed; `renews` is the one that it follows."""

    officer: str = fact("持证人", "Holder", pattern=NUMBER)
    kind: CertificateKind = fact(
        "证件种类", "Kind", choices={one.value: words for one, words in CERTIFICATE_WORDS.items()}
    )
    number: str = fact("证号", "Number", pattern=r"\S{1,40}")
    issuer: str = fact("发证机关", "Issued by")
    since: date = fact("有效期自", "Valid from")
    last: date | None = fact(
        "有效期至", "Valid to", default=None,
        help=Words(
            "含当日；证件上没有印的，不填", "That day included; left open where the card prints none"
        ),
    )  # fmt: skip
    renews: str = fact("换发自", "Renews", default="")

    def problems(self) -> Mapping[str, Words]:
        """A certificate ends no earlier than it begins."""
        if self.last is not None and self.last < self.since:
            return {"last": Words("有效期止于开始之前", "It ends before it begins")}
        return {}


@dataclass(frozen=True)
class CardChangeFacts:
    """A certificate is withheld, given back, revoked, or found in order at a review."""

    certificate: str = fact("证件", "Certificate", pattern=r"[0-9a-f-]{36}")
    change: CardChange = fact(
        "变动", "Change", choices={one.value: words for one, words in CARD_WORDS.items()}
    )
    on: date = fact("自何日起", "From", help=_FROM)
    reason: str = fact("理由和依据", "Reason and basis", help=_WHY)


@dataclass(frozen=True)
class PostRuleFacts:
    """A rule on posts: which exclude each other, whose holders change after a term."""

    change: RuleChange = fact(
        "变动", "Change", choices={one.value: words for one, words in RULE_WORDS.items()}
    )
    first: str = fact("岗位", "Post", pattern=r"[a-z][a-z0-9_.]{1,58}")
    reason: str = fact("理由", "Reason", help=_WHY)
    second: str = fact(
        "与哪个岗位", "And which post", default="",
        help=Words("不相容岗位必填", "Wanted for posts kept apart"),
    )  # fmt: skip
    area: str = fact(
        "权力领域", "Field of power", default="",
        help=Words("轮岗岗位必填", "Wanted for a post that rotates"),
    )  # fmt: skip

    def problems(self) -> Mapping[str, Words]:
        """A pair has two different posts; a post that rotates has a field of power."""
        pair = self.change in (RuleChange.APART, RuleChange.TOGETHER)
        if pair and not self.second:
            return {"second": Words("请选择另一个岗位", "Choose the other post")}
        if pair and self.second == self.first:
            return {"second": Words("请选择两个不同的岗位", "Choose two different posts")}
        if self.change is RuleChange.ROTATES and not self.area:
            return {"area": Words("请选择权力领域", "Choose a field of power")}
        return {}
