"""公告与动态 (bulletin): what the bureau tells the public on its own account.

News, public notices, consultations and hearing notices: drafted by one officer, reviewed before
publication by another who is named, corrected by a further version, withdrawn with a reason.
Nothing is deleted. Personal numbers are found by their form and refused with the place in the text.

Words: item 信息, version 版本, draft 起草, review 发布前审查, withdraw 撤下, notice period 公示期.
"""
