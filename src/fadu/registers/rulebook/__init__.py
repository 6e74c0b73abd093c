"""规则参数库 (rulebook): dated values of the law that the bureau records beside the shipped ones.

One person of the legal section proposes a value with its source, the director approves it; from
then on it holds for cases by their parameter date, and for no earlier computation.

Words: value 数值, layer 层级, source 来源, edition 版次, proposal 提出, approval 审定.
"""
