"""任职 (appointments): who fills which post, from when to when.

The room `bureau` holds the nouns; changing them is a recorded act, and that act lives here: the
founding, by which the installation enters the bureau, its sections, posts and officers; in a
running bureau who joins, leaves, holds which post and which certificate, who is away and who stands
in, and which posts exclude each other or rotate.

Words: founding 建局导入, section 股室, post 岗位, officer 工作人员, appointment 任职, absence 外出,
deputy 代理人, standing deputy AB角.
"""
