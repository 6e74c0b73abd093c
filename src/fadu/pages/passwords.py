"""A new password, typed twice: what is wrong with it, in words of our own.

Django's validators judge; their sentences are not translated everywhere, so their codes are.
"""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fadu.law.words import Words

_SAID = {
    "password_too_short": Words(
        "密码太短，至少要8位", "The password is too short: at least 8 characters"
    ),
    "password_too_common": Words(
        "这个密码太常见，容易被猜到", "This password is too common and easily guessed"
    ),
    "password_entirely_numeric": Words(
        "密码不能全是数字，请加上字母或汉字", "The password may not be digits alone; add letters"
    ),
    "password_too_similar": Words(
        "密码与用户名或姓名太接近", "The password is too much like the user name or name"
    ),
}
_OTHERWISE = Words("这个密码不够安全，请换一个", "This password is not safe enough; choose another")


def password_problems(first: str, second: str, *, account: Any = None) -> list[Words]:
    """Nothing when both are the same and good enough (AUTH_PASSWORD_VALIDATORS)."""
    if first != second:
        return [Words("两次填写的密码不一致", "The two passwords are not the same")]
    try:
        validate_password(first, user=account)
    except ValidationError as wrong:
        return [_SAID.get(str(error.code), _OTHERWISE) for error in wrong.error_list]
    return []
