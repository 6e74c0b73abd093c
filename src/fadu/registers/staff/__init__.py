"""任职 (appointments): who fills which post, from when to when.

The room `bureau` holds the nouns; changing them is a recorded act, and that act lives here. For now
there is one: the founding, by which the installation enters the bureau, its sections, posts and
officers. Appointments, absences and certificates of a running bureau come with the engine's issue.

Words: founding 建局导入, section 股室, post 岗位, officer 工作人员, appointment 任职.
"""
