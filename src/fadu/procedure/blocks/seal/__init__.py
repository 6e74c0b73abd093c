"""用印 (seal ledger): each use of each seal, for which document, how many copies, by which two.

A seal belongs to a keeper's post; its use is asked for, approved by the director and done by the
keeper, who is another person. Only a document that was issued under a standing number is sealed,
and never in more copies than were issued.

Words: seal 印章, keeper 保管人, use 用印, ledger 用印登记簿.
"""
