"""The demo: Qu County's year 2020, played through the engine's verbs with a seed and a given clock.

Persons, numbers and cases are made up; the bureau, its limits and its yearly figures are those of
the report that the product starts from. Nothing is written around the verbs, except the accounts
by which the cast enters (they are credentials, not acts), which exist in the demo profile alone.
"""
