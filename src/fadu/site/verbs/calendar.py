"""`./fadu calendar`: which days are worked, what a notice says and moves, and entering it."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings

from fadu.bureau.models import Account
from fadu.law.calendar import Year
from fadu.law.calendar.notice import Notice, as_lines, read_notice, told
from fadu.law.words import LawError, Words
from fadu.pages import second_factor
from fadu.procedure.acts import enter
from fadu.procedure.calendars import calendar_of
from fadu.procedure.facts import Problems, parse
from fadu.procedure.refusal import Refused
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import clock_from
from fadu.registers.calendar.book import Looked, look
from fadu.registers.calendar.procedures import ENTERED, NOTICE, NoticeFacts

HELP = "放假安排：查看、核对、录入通知 / holidays: show a year, check a notice, enter it"
NEEDS_DJANGO = True

BAD = 2


def arguments(parser: ArgumentParser) -> None:
    """What to do, with which year or file."""
    parser.add_argument("what", choices=("show", "check", "import"), help="查看、核对、录入 / what")
    parser.add_argument("subject", nargs="?", default="", help="年度或文件 / a year, or a file")
    parser.add_argument("--bureau", default="", help="行政区划代码 / division code")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    parser.add_argument(
        "--year", type=int, help="年度，正文没有写明时 / where the text does not say"
    )
    parser.add_argument("--title", default="", help="通知标题 / title of the notice")
    parser.add_argument("--number", default="", help="文号 / document number")
    parser.add_argument("--issued", default="", metavar="DATE", help="发文日期 / day of issue")
    parser.add_argument("--source", default="", help="来源 / where its text was read")
    parser.add_argument("--reason", default="", help="改动理由 / why a known year changes")
    parser.add_argument(
        "--by", default="", metavar="NAME", help="录入人用户名 / officer's user name"
    )


def run(args: Namespace) -> int:
    """0 done; 1 refused; 2 what was given is no year, file or notice."""
    bureau = args.bureau or settings.FADU_BUREAU
    if args.what == "show":
        return _show(bureau, args)
    try:
        notice = read_notice(Path(args.subject).read_bytes(), args.year)
    except LawError as fault:
        return _complain(fault.words, args.lang)
    except OSError as fault:
        print(f"{fault.filename or args.subject}: {fault.strerror}", file=sys.stderr)
        return BAD
    facts = _facts(notice, args)
    for sentence in notice.unread:
        _say(Words(f"没有读懂：{sentence}", f"not understood: {sentence}"), args.lang)
    if isinstance(facts, Problems):
        for words in facts.by_field.values():
            _complain(words, args.lang)
        return BAD
    now = clock_from(settings.FADU_CLOCK).now()
    looked = look(bureau, facts, now.on)
    _report(looked, args.lang)
    return _enter(bureau, facts, args) if args.what == "import" else int(bool(looked.refusals))


def _show(bureau: str, args: Namespace) -> int:
    """One year, or every year that is known with its source."""
    years = calendar_of(bureau).published
    wanted = [year for year in years if args.subject in ("", str(year.year))]
    if not wanted:
        wrong = Words(f"没有{args.subject}年的安排", f"the year {args.subject} is not known")
        return _complain(wrong, args.lang, 1)
    for year in wanted:
        _say(_head(year), args.lang)
        for words in told(year) if args.subject else ():
            print(f"  {words.to(args.lang)}")
    return 0


def _head(year: Year) -> Words:
    source = year.notice or Words("随软件提供", "shipped with the software")
    return Words(
        f"{year.year}年：工作日 {year.working_days} 天，{source.zh}，摘要 {year.digest[:8]}",
        f"{year.year}: {year.working_days} working days, {source.en}, digest {year.digest[:8]}",
    )


def _facts(notice: Notice, args: Namespace) -> NoticeFacts | Problems:
    """What the notice says of itself; what is given on the line comes first."""
    rest, make_up = as_lines(notice.year)
    needed = args.what == "import"
    blank = "" if needed else "-"
    issued = notice.issued_on.isoformat() if notice.issued_on else ""
    stated: NoticeFacts | Problems = parse(
        NoticeFacts,
        {
            "year": str(notice.year.year),
            "title": args.title or notice.title or blank,
            "number": args.number or notice.number or blank,
            "issued_on": args.issued or issued or ("" if needed else "2000-01-01"),
            "source": args.source or blank,
            "reason": args.reason or blank,
            "rest": rest,
            "make_up": make_up,
        },
    )
    return stated


def _report(looked: Looked, language: str) -> None:
    for words in looked.understood:
        _say(words, language)
    year, count = looked.year, looked.dates
    _say(Words(f"全年工作日 {year.working_days} 天", f"{year.working_days} working days"), language)
    for words in looked.remarks:
        _say(Words(f"请再核对：{words.zh}", f"look again: {words.en}"), language)
    for refusal in looked.refusals:
        _complain(refusal.words, language)
    _say(
        Words(
            f"变动 {looked.cases} 件案件和公告的 {count} 个期限",
            f"{count} due dates change in {looked.cases} cases and publications",
        ),
        language,
    )
    for row in looked.moved:
        print(f"{row.number}  {row.move.sentence().to(language)}")


def _enter(bureau: str, facts: NoticeFacts, args: Namespace) -> int:
    """By an officer who proves to be there, as on the page."""
    account = Account.objects.filter(username=args.by, bureau=bureau, is_active=True).first()
    if account is None or not account.check_password(_secret("密码 / password: ")):
        return _complain(
            Words("用户名或密码不对", "user name or password is not right"), args.lang, 1
        )
    if second_factor.demanded() and not second_factor.matching_device(
        account, _secret("验证码 / code: ")
    ):
        return _complain(Words("验证码不对", "the code is not right"), args.lang, 1)
    answer = enter(
        NOTICE.name, facts, ENTERED, bureau=bureau, by=ByOfficer(account.officer_id),
        at=clock_from(settings.FADU_CLOCK).now(), key=f"{NOTICE.name}:{new_id()}",
    )  # fmt: skip
    if isinstance(answer, Refused):
        for refusal in answer.refusals:
            _complain(refusal.words, args.lang)
        return 1
    _say(
        Words("已录入，后台将逐案重算期限", "entered; the worker now recomputes case by case"),
        args.lang,
    )
    return 0


def _secret(prompt: str) -> str:
    """Asked for without showing it; read from standard input where nobody types."""
    return getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _say(words: Words, language: str) -> None:
    print(words.to(language))


def _complain(words: Words, language: str, code: int = BAD) -> int:
    print(words.to(language), file=sys.stderr)
    return code
