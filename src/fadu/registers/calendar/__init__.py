"""放假安排 (holiday notices): the yearly notice of the State Council, entered as an act.

Rest days and make-up days move due dates: so a notice is data with a source, entered by the legal
section after a look at everything that it moves, and recorded like any act. The room `procedure`
reckons with it.

Words: notice 放假通知, arrangement 放假安排, make-up day 调休上班日, edition 版次, moved date 变动的期限.
"""
