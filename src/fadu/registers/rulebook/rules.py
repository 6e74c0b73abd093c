"""The rules on recorded values, as pure functions."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from fadu.law.amending import Amendment, amended
from fadu.law.entries import NATIONAL
from fadu.law.layers import Loosening
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.sources import Citation, NotInForce, cite, cite_named, resolve
from fadu.law.typing_in import how_to_type, typed
from fadu.law.words import LawError, Words
from fadu.procedure.refusal import Refusal
from fadu.procedure.silence import TIMEOUT_RULE

# No statute says how a bureau keeps its parameters; its published word on making rules is encoded.
BASIS = cite("渠县自然资源局2020年度法治政府建设情况报告")
# The code under which the source's own paper is handed in.
SOURCE = "source"

_DOCUMENT_NUMBER = re.compile(r"〔\d{4}〕\s*\d+\s*号")


class Layer(StrEnum):
    """Who set the value; the tighter rule of a lower layer goes before the one above it."""

    COUNTY = "county"
    PREFECTURE = "prefecture"
    PROVINCE = "province"
    NATION = "nation"

    def code(self, bureau: str) -> str:
        """The layer as parameters name it, for a bureau: 511725, 5117, 51 or national."""
        length = {Layer.COUNTY: 6, Layer.PREFECTURE: 4, Layer.PROVINCE: 2}.get(self)
        return bureau[:length] if length else NATIONAL


class Certainty(StrEnum):
    """How sure the bureau is of the value; what is not confirmed shows as such everywhere."""

    READ = "V"
    QUOTED = "V2"
    UNCONFIRMED = "unconfirmed"


LAYER_WORDS = {
    Layer.COUNTY: Words("县级（本局）", "County (this bureau)"),
    Layer.PREFECTURE: Words("市级", "Prefecture"),
    Layer.PROVINCE: Words("省级", "Province"),
    Layer.NATION: Words("全国", "Nation"),
}
CERTAINTY_WORDS = {
    Certainty.READ: Words("已核对原文", "The text itself was read"),
    Certainty.QUOTED: Words("见于引用", "Read where it is quoted"),
    Certainty.UNCONFIRMED: Words("尚未核实", "Not confirmed yet"),
}


def row_of(
    unit: str, value: str, value_en: str, *, law: str, article: int | None, document: str,
    document_en: str, certainty: Certainty,
) -> Mapping[str, object] | None:  # fmt: skip
    """The row of a parameter file that was typed; None where no value of its own is to stand.

    A LawError where the text means no value of the unit.
    """
    if not value.strip():
        return None
    source: dict[str, object] = {"document": {"zh": document, "en": document_en or document}}
    if law:
        source = {"law": law} | ({"article": article} if article else {})
    read = typed(value, unit, value_en)
    return {"value": read, "source": source, "confidence": certainty.value}


def fits(parameters: Parameters, amendment: Amendment) -> list[Refusal]:
    """Whether the parameters with the amendment still hold together: read, proved, no loosening."""
    try:
        amended(parameters, [amendment])
    except Loosening as loosening:
        return [
            Refusal(
                "loosens",
                loosening.words,
                Words(
                    "下级只能收紧：请改数值，或先变更上级的数值",
                    "A lower layer may only tighten: change the value, or the higher one first",
                ),
                subject="value",
            )
        ]
    except ParameterMissing as missing:
        return [_refusal("unknown_key", missing.words, _CHOOSE, "key")]
    except LawError as fault:
        return [_refusal("value_unreadable", fault.words, _CHECK, "value")]
    return []


def typed_soundly(parameters: Parameters, key: str, value: str, value_en: str) -> list[Refusal]:
    """Whether the key exists and the typed text means a value of its unit; empty text passes."""
    known = parameters.key(key)
    if known is None:
        words = Words(f"没有参数 {key}", f"there is no parameter {key}")
        return [_refusal("unknown_key", words, _CHOOSE, "key")]
    if not value.strip():
        return []
    try:
        typed(value, known.unit, value_en)
    except LawError as fault:
        return [_refusal("value_unreadable", fault.words, how_to_type(known.unit), "value")]
    return []


def source_stands(law: str, article: int | None, document: str, since: date) -> list[Refusal]:
    """A value rests on an encoded article in force on its first day, or on a named document."""
    if law and document.strip():
        words = Words("法律条文和文件只填一种", "State either an article or a document, not both")
        return [_refusal("two_sources", words, _ONE_SOURCE, "document")]
    if law:
        return _cited(law, article, since)
    if document.strip():
        return []
    words = Words("没有写明来源", "No source is given")
    return [_refusal("source_missing", words, _ONE_SOURCE, "law")]


def published_rule(key: str, value: str, law: str, document: str) -> list[Refusal]:
    """What no law knows stands on a document that the bureau published, by its number."""
    if key != TIMEOUT_RULE or not value.strip():
        return []
    if not law and _DOCUMENT_NUMBER.search(document):
        return []
    words = Words(
        "法律没有规定超时默认，须写明本局公布的文件及文号",
        "No law knows a default by time: state the bureau’s published document with its number",
    )
    remedy = Words(
        "来源填写文件名称和文号，例如“渠自然资发〔2020〕12号”",
        "As source give title and number of the document, such as “渠自然资发〔2020〕12号”",
    )
    return [_refusal("rule_unpublished", words, remedy, "document")]


def _cited(law: str, article: int | None, since: date) -> list[Refusal]:
    try:
        citation: Citation = cite_named(law, article)
        resolve(citation, since)
    except (NotInForce, LawError) as fault:
        return [_refusal("source_unknown", fault.words, _IN_LIBRARY, "law")]
    return []


def paper_there(document: str, attached: bool) -> list[Refusal]:
    """A document that no law library holds is handed in itself: the approver reads it."""
    if attached or not document.strip():
        return []
    words = Words("没有上传来源文件", "The document is not attached")
    remedy = Words(
        "请上传它的扫描件（PDF、PNG、JPEG）；来源是法规库里的条文时不必上传",
        "Attach a scan of it (PDF, PNG, JPEG); an article of the law library needs none",
    )
    return [_refusal("paper_missing", words, remedy, SOURCE)]


def days_in_order(since: date, until: date | None) -> list[Refusal]:
    """The last day is not before the first."""
    if until is None or until >= since:
        return []
    words = Words("失效日期早于生效日期", "The last day comes before the first")
    return [_refusal("days_out_of_order", words, Words("请核对日期", "Check the days"), "until")]


def looks_back(since: date, today: date, reason: str) -> list[Refusal]:
    """A value that holds from a day gone by says why: cases of these days may be under way."""
    if since >= today or reason.strip():
        return []
    return [
        _refusal(
            "reason_missing",
            Words(
                f"生效日期 {since} 早于今天，须说明理由",
                f"The first day, {since}, has gone by: a reason is wanted",
            ),
            Words(
                "请写明理由；已经算出的期限不变，只影响此后的计算",
                "State the reason; what was computed stays, later computations use the value",
            ),
            "reason",
        )
    ]


def papers_ahead(unit: str, since: date, today: date) -> list[Refusal]:
    """A list of papers holds from today on at the earliest: applicants were told the one before."""
    if unit != "papers" or since >= today:
        return []
    words = Words(
        "材料清单不能溯及以往，此前的申请人已按原清单告知",
        "A list of papers cannot look back: earlier applicants were told the list before it",
    )
    remedy = Words("请把生效日期改为今天或以后", "Let it hold from today or a later day")
    return [_refusal("papers_look_back", words, remedy, "since")]


def taken_away(value: str, layer: Layer, reason: str) -> list[Refusal]:
    """Without a value the layer's own rule falls away; only the bureau's own, and with a reason."""
    if value.strip():
        return []
    if layer is not Layer.COUNTY:
        words = Words("没有填写数值", "No value is given")
        remedy = Words(
            "只有本局自己的数值可以留空（不再单独规定）",
            "Only the bureau’s own value may be left empty (no longer a rule of its own)",
        )
        return [_refusal("value_missing", words, remedy, "value")]
    if reason.strip():
        return []
    words = Words("取消本局的数值须说明理由", "Taking the bureau’s own value away wants a reason")
    return [_refusal("reason_missing", words, Words("请写明理由", "State the reason"), "reason")]


def return_explained(remark: str) -> list[Refusal]:
    """Who returns a proposal says what is to be changed."""
    if remark.strip():
        return []
    words = Words("退回须写明意见", "A return says why")
    return [
        _refusal("remark_missing", words, Words("请填写审定意见", "State the opinion"), "remark")
    ]


_CHOOSE = Words("请从列表中选择参数", "Choose a parameter from the list")
_CHECK = Words("请核对数值、来源和日期", "Check value, source and days")
_ONE_SOURCE = Words(
    "请填写法律名称和条号，或者文件名称和文号",
    "State law and article, or a document by title and number",
)
_IN_LIBRARY = Words(
    "请到法规库核对名称、条号和施行日期；没有收录的，填写为文件",
    "Look up title, article and days in the law library; what is not there is a document",
)


def _refusal(code: str, words: Words, remedy: Words, subject: str) -> Refusal:
    return Refusal(code, words, remedy, BASIS, subject)
