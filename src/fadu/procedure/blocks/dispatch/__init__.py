"""公文流转 (dispatch of documents): drafted, counter-signed, checked, issued, numbered, registered.

What is signed is the digest of a text: a text that was changed is another one, and what was signed
before does not stand for it. The number (文号) is drawn where the leader issues, in the same
transaction, so that a kind's numbers of a year have no gap; a void one is kept with its reason.

Words: draft 拟稿, counter-signature 会签, check 核稿, issue 签发, dispatch sheet 发文稿纸, number 文号,
mark 机关代字, void 作废, scan-back 扫描归件.
"""
