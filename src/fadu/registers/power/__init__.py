"""权责清单 (list of powers): which items the bureau holds on a day, and where the others went.

Kept as dated standings per item: held, transferred (to whom), cancelled – each with its source
document. A standing gate refuses to open any case under an item that is not held on that day.

Words: item 行权事项, licence 行政许可, held 行使, transferred 划转, cancelled 取消, source 依据文件.
"""
