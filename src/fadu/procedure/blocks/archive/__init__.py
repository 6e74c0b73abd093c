"""归档 (archive): a closed case becomes a volume, in the order of the rule, kept for its time.

Words: volume 案卷, piece 卷内文件, catalogue 卷内目录, retention 保管期限, loan 借阅.
"""
