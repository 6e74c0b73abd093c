"""`./fadu verify FILE`: the standalone verifier, from where it ships."""

import argparse

from fadu.record import verifier

HELP = "核验案卷包（离线） · verify a case bundle, offline"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The bundle, and the digest on a receipt if one is at hand."""
    parser.add_argument("file", help="案卷包 the bundle (.zip)")
    parser.add_argument("--head", help="回执所印摘要 the digest printed on a receipt (64 hex)")
    parser.add_argument("--json", action="store_true", help="机器可读 output for machines")


def run(args: argparse.Namespace) -> int:
    """0 verified, 1 findings, 2 not readable or no digest."""
    return verifier.run(args)
