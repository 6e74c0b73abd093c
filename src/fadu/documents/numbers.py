"""Numbers of documents: drawn in order, without gap, without double.

A certificate number, a case number or a 文号 that is missing must be explained to an auditor, and
one given twice harms two people (an office-counter scheme elsewhere made hundreds of duplicate
registration numbers). So a number is drawn by one statement inside the act's transaction: the row
stays locked until the act commits, and a rollback gives the number back.

The price: acts that draw from one sequence commit one after another. Draw late in an act.
"""

from django.db import connection
from django.db.transaction import TransactionManagementError

_DRAW = """
INSERT INTO documents_sequence (bureau, name, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (bureau, name, year) DO UPDATE SET last = documents_sequence.last + 1
RETURNING last
"""
_AT_LEAST = """
INSERT INTO documents_sequence (bureau, name, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (bureau, name, year) DO UPDATE SET last = excluded.last
WHERE documents_sequence.last < excluded.last
"""


def draw(bureau: str, name: str, year: int) -> int:
    """The next number (1, 2, 3 …) of a bureau's sequence in a year.

    Raises `TransactionManagementError` outside a transaction, where a failure would leave a gap.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a number is drawn inside the act's transaction")
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [bureau, name, year])
        (number,) = cursor.fetchone()
    return int(number)


def drawn_already(bureau: str, name: str, year: int, number: int) -> None:
    """Say that `number` was given, so that no later draw gives it: rebuilding from the record."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_LEAST, [bureau, name, year, number])


def reference_number(mark: str, year: int, number: int) -> str:
    """发文字号: "渠自然资发〔2020〕12号". No 第, no leading zero, six-cornered brackets.

    GB/T 9704-2012; the mark (机关代字) is the bureau's own.
    """
    return f"{mark}〔{year}〕{number}号"
