"""The rules on filling posts, as pure functions."""

from collections.abc import Iterable, Mapping

from fadu.law.words import Words
from fadu.procedure.refusal import Refusal


def posts_exist(wanted: Iterable[str], posts: Iterable[str]) -> list[Refusal]:
    """An officer is appointed to posts that the bureau has."""
    known = set(posts)
    return [
        Refusal(
            "no_such_post",
            Words(f"没有岗位“{code}”", f"There is no post {code}"),
            Words("请先设岗位", "Set up the post first"),
            subject=code,
        )
        for code in sorted(set(wanted) - known)
    ]


def posts_compatible(
    held: Mapping[str, Iterable[str]], incompatible: Iterable[tuple[str, str]]
) -> list[Refusal]:
    """No officer holds two posts that exclude each other (分事行权、分岗设权)."""
    found = []
    for officer, posts in held.items():
        mine = set(posts)
        for first, second in incompatible:
            if first in mine and second in mine:
                found.append(
                    Refusal(
                        "incompatible_posts",
                        Words(
                            f"工号 {officer} 不得兼任“{first}”与“{second}”",
                            f"Officer {officer} may not hold both {first} and {second}",
                        ),
                        Words("请由两人分任", "Fill the posts with two persons"),
                        subject=officer,
                    )
                )
    return found
