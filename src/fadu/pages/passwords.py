"""A new password, typed twice: what is wrong with it, in the reader's language."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import override

from fadu.law.words import Words


def password_problems(first: str, second: str, *, account: Any = None) -> list[Words]:
    """Nothing when both are the same and good enough (AUTH_PASSWORD_VALIDATORS)."""
    if first != second:
        return [Words("两次填写的密码不一致", "The two passwords are not the same")]
    try:
        validate_password(first, user=account)
    except ValidationError as wrong:
        return [_in_both(error) for error in wrong.error_list]
    return []


def _in_both(error: Any) -> Words:
    said = []
    for language in ("zh-hans", "en"):
        with override(language):
            said.append(" ".join(map(str, error.messages)))
    return Words(*said)
