"""送达 (service of documents): in every way that the law knows, each with its proof.

Who is served in which way, and when he counts as served, is a pure reckoning over what was put
into the file; public notice comes only after other ways have failed. From the day of service the
time for reconsideration and litigation runs.

Words: service 送达, way 送达方式, attempt 送达经过, receipt 送达回证, by leaving 留置送达, public notice
公告送达, address slip 送达地址确认书.
"""
