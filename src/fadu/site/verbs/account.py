"""`./fadu account`: an administrator opens, unlocks and closes ways in, and ends their sessions."""

import getpass
import secrets
import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.db.models import F

from fadu.bureau.models import Account, Officer
from fadu.pages import lockout, second_factor
from fadu.people.accounts import accounts_of, end_sessions
from fadu.people.models import CitizenAccount

HELP = "工作人员与市民账号 / accounts: password, unlock, second factor, sessions"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Whose account, and what to do to it."""
    parser.add_argument("name", nargs="?", default="", help="工作人员用户名 / officer's user name")
    parser.add_argument(
        "--citizen", action="store_true", help="询问证件号码 / asks for an identity number"
    )
    parser.add_argument("--bureau", default="", help="行政区划代码 / division code")
    parser.add_argument("--open", default="", metavar="STAFF_NUMBER", help="开通 / open an account")
    parser.add_argument(
        "--password", action="store_true", help="新的临时密码 / a new first password"
    )
    parser.add_argument("--unlock", action="store_true", help="解锁 / end a lock-out")
    parser.add_argument("--second-factor", action="store_true", help="重设验证器 / set up anew")
    parser.add_argument(
        "--sessions", action="store_true", help="退出所有设备 / sign out everywhere"
    )
    parser.add_argument("--close", action="store_true", help="停用 / close the account")
    parser.add_argument("--reopen", action="store_true", help="恢复 / open it again")


def run(args: Namespace) -> int:
    """Do what is asked, and say what was done; 1 when there is no such account."""
    bureau = args.bureau or settings.FADU_BUREAU
    if args.citizen:
        return _citizens(args, bureau)
    if args.open and not _opened(args.name, bureau, args.open):
        print(
            "没有这名工作人员，或已有账号 / no such officer, or the account exists", file=sys.stderr
        )
        return 1
    account = Account.objects.filter(username=args.name).first()
    if account is None:
        print(f"没有账号“{args.name}” / there is no account “{args.name}”", file=sys.stderr)
        return 1
    _officer(args, account)
    return 0


def _opened(name: str, bureau: str, staff_number: str) -> bool:
    officer = Officer.objects.filter(bureau=bureau, staff_number=staff_number).first()
    taken = Account.objects.filter(username=name) | Account.objects.filter(officer=officer)
    if officer is None or not name or taken.exists():
        return False
    account = Account(bureau=bureau, username=name, officer=officer)
    account.set_unusable_password()
    account.save()
    return True


def _officer(args: Namespace, account: Account) -> None:
    if args.password or args.open:
        first = secrets.token_urlsafe(12)
        account.set_password(first)
        account.save(update_fields=["password"])
        print(f"临时密码，请本人登录后立即更改 / first password, to be changed at once: {first}")
    if args.unlock:
        print(f"解锁 / attempts forgotten: {lockout.unlock(account.username)}")
    if args.second_factor:
        print(f"已移除验证器 / devices removed: {second_factor.forget(account)}")
    if args.sessions or args.second_factor:
        Account.objects.filter(id=account.id).update(generation=F("generation") + 1)
        print("所有登录已结束 / all sessions have ended")
    if args.close or args.reopen:
        Account.objects.filter(id=account.id).update(is_active=args.reopen)
    account.refresh_from_db()
    print(f"{account.username}：{'可用 / open' if account.is_active else '已停用 / closed'}")


def _citizens(args: Namespace, bureau: str) -> int:
    """A number is asked for, never given on the command line, which others can read."""
    identity = getpass.getpass("证件号码 / identity number: ")
    if args.unlock:
        print(f"解锁 / {lockout.unlock(lockout.citizen_name(bureau, identity))}")
    found = accounts_of(bureau, identity, closed_too=True)
    for account in found:
        if args.sessions:
            end_sessions(account)
        if args.close or args.reopen:
            CitizenAccount.objects.filter(id=account.id).update(active=args.reopen)
    print(f"账号 / accounts: {len(found)}")
    return 0 if found else 1
