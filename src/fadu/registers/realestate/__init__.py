"""不动产登记 (real estate registration): units, rights, holders, certificates.

不动产登记暂行条例 and its 实施细则. A unit (不动产单元) carries at most one live ownership; a right is
never overwritten: a transfer ends it and enters the next. What restricts disposal (查封 and the like)
stands beside it.

Words: unit 不动产单元, right 权利, holder 权利人, share 份额 (按份共有), joint 共同共有, certificate
不动产权证书, entry 登簿, transfer 转移登记, restriction 限制.
"""
