"""The rules on filling posts, as pure functions."""

from collections import Counter
from collections.abc import Iterable, Mapping

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

# 分事行权、分岗设权、分级授权: the bureau's own published word.
SEPARATION = cite("渠县自然资源局2020年度法治政府建设情况报告")


def founded_once(founded: bool) -> list[Refusal]:
    """A bureau is founded once; what comes later are changes of its own."""
    if not founded:
        return []
    return [
        Refusal(
            "already_founded",
            Words("本局已经建立", "The bureau is founded already"),
            Words("请按人员变动办理", "Enter the change, not the bureau"),
            SEPARATION,
        )
    ]


def posts_exist(wanted: Iterable[str], posts: Iterable[str]) -> list[Refusal]:
    """What names a post (an appointment, a pair kept apart) names one that the bureau has."""
    known = set(posts)
    return [
        Refusal(
            "no_such_post",
            Words(f"没有岗位“{code}”", f"There is no post “{code}”"),
            Words("请先设岗位", "Set up the post first"),
            SEPARATION,
            code,
        )
        for code in sorted(set(wanted) - known)
    ]


def sections_exist(wanted: Iterable[str], sections: Iterable[str]) -> list[Refusal]:
    """A post is set up in a section that the bureau has."""
    known = set(sections)
    return [
        Refusal(
            "no_such_section",
            Words(f"没有股室“{code}”", f"There is no section “{code}”"),
            Words("请先设股室", "Set up the section first"),
            SEPARATION,
            code,
        )
        for code in sorted(set(wanted) - known)
    ]


def each_once(what: Words, codes: Iterable[str]) -> list[Refusal]:
    """A code or staff number is given once."""
    return [
        Refusal(
            "given_twice",
            Words(f"{what.zh}“{code}”重复", f"{what.en} “{code}” is given twice"),
            Words("请更正", "Correct it"),
            SEPARATION,
            code,
        )
        for code, times in Counter(codes).items()
        if times > 1
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
                        SEPARATION,
                        officer,
                    )
                )
    return found
