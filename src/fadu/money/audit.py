"""The ledger counted again from its postings: what the database should have kept, and did not.

Each question is one statement that gives the rows that are wrong; none is the answer of a sound
ledger. It trusts no trigger, so it also finds what was written while one was missing.
"""

from dataclasses import dataclass

from django.db import connection

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in how many rows."""

    code: str
    words: Words
    rows: int


QUESTIONS = {
    "unbalanced": (
        Words("借贷不平", "Debits and credits differ"),
        """SELECT SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) FROM money_line
        WHERE bureau = %s GROUP BY posting_id
        HAVING SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0""",
    ),
    "lines_wanting": (
        Words("分录未登两条账", "A posting has not its two lines"),
        """SELECT posting.id FROM money_posting posting
        LEFT JOIN money_line line ON line.posting_id = posting.id
            AND line.amount = posting.amount AND line.account_id =
            CASE line.side WHEN 'debit' THEN posting.debit_id ELSE posting.credit_id END
        WHERE posting.bureau = %s GROUP BY posting.id HAVING COUNT(line.seq) <> 2""",
    ),
    "balance_wrong": (
        Words("账页余额不连续", "A balance does not follow from the one before"),
        """SELECT line.seq FROM money_line line
        JOIN money_account account ON account.id = line.account_id
        LEFT JOIN money_line before ON before.account_id = line.account_id
            AND before.seq = line.seq - 1
        WHERE line.bureau = %s AND (
            line.effect <> CASE WHEN line.side = account.side THEN line.amount ELSE -line.amount END
            OR line.balance <> COALESCE(before.balance, 0) + line.effect
            OR (before.seq IS NULL AND line.seq <> 1)
        )""",
    ),
    "below_zero": (
        Words("不得透支的账户透支", "An account that must not fell below zero"),
        """SELECT line.seq FROM money_line line
        JOIN money_account account ON account.id = line.account_id
        WHERE line.bureau = %s AND account.floored AND line.balance < 0""",
    ),
    "voucher_incomplete": (
        Words("凭证分录不全", "A voucher has not all its postings"),
        """SELECT voucher.id FROM money_voucher voucher
        LEFT JOIN money_posting posting ON posting.voucher_id = voucher.id
        WHERE voucher.bureau = %s GROUP BY voucher.id, voucher.postings
        HAVING COUNT(posting.id) <> voucher.postings""",
    ),
    "voucher_gap": (
        Words("凭证号不连续", "Voucher numbers have a gap"),
        """SELECT year FROM money_voucher WHERE bureau = %s GROUP BY year
        HAVING MAX(number) <> COUNT(*) OR MIN(number) <> 1""",
    ),
    "receipt_gap": (
        Words("票据号不连续", "Receipt numbers have a gap"),
        """SELECT year FROM money_receipt WHERE bureau = %s GROUP BY year
        HAVING MAX(number) <> COUNT(*) OR MIN(number) <> 1""",
    ),
    "red_unlike": (
        Words("红字与原分录不符", "A red posting differs from the one that it takes back"),
        """SELECT red.id FROM money_posting red
        JOIN money_posting taken ON taken.id = red.reverses_id
        WHERE red.bureau = %s AND (taken.amount <> -red.amount OR taken.debit_id <> red.debit_id
            OR taken.credit_id <> red.credit_id)""",
    ),
}


def faults(bureau: str) -> list[Fault]:
    """What is wrong in a bureau's ledger; nothing, when it is sound."""
    found = []
    with connection.cursor() as cursor:
        for code, (words, question) in QUESTIONS.items():
            cursor.execute(question, [bureau])
            rows = len(cursor.fetchall())
            if rows:
                found.append(Fault(code, words, rows))
    return found
