"""What the demo's bureau publishes. Examples say that they are; nothing claims to be law."""

import dataclasses

from fadu.registers.bulletin.procedures import ItemFacts
from fadu.registers.bulletin.rules import ItemKind, PeriodUnit

PROMISES = ItemFacts(
    kind=ItemKind.NOTICE,
    title="不动产登记承诺办理时限",
    body=(
        "自2020年1月1日起，本局承诺：不动产转移登记5个工作日办结，抵押登记3个工作日办结。\n"
        "时限自受理之日的次日起算，法定节假日不计，调休上班日计入；公告时间不计入。\n"
        "法定时限为30个工作日（《不动产登记暂行条例》第二十条）。每一件的到期日和算法，"
        "都可以在“查进度”中查看。"
    ),
    title_en="Promised times for real estate registration",
    body_en=(
        "From 1 January 2020 this bureau promises a transfer within 5 working days and a mortgage "
        "within 3.\n"
        "The day after acceptance is the first day; holidays do not count, make-up days do, the "
        "time of a public notice does not.\n"
        "The law allows 30 working days (Provisional Regulations on Real Estate Registration, "
        "art. 20). The due date of each case, and how it was reached, stands under “Track”."
    ),
)
LICENCES = ItemFacts(
    kind=ItemKind.NOTICE,
    title="38项行政许可事项划转办理",
    body=(
        "本局38项行政许可事项划转渠县行政审批局办理。\n"
        "自划转之日起，请到渠县行政审批局申请；不动产登记仍由本局办理。"
    ),
    title_en="38 licences are now handled elsewhere",
    body_en=(
        "38 licences of this bureau have been transferred to the county’s administrative approval "
        "bureau.\n"
        "Please apply there from now on. Real estate registration stays with this bureau."
    ),
)
EARTH_DAY = ItemFacts(
    kind=ItemKind.NEWS,
    title="世界地球日主题宣传",
    body=(
        "4月22日是世界地球日。本局组织主题宣传，讲解土地、矿产和地质灾害防治的法律知识，"
        "解答群众咨询。\n"
        "有不动产登记方面的问题，也可以当场询问。"
    ),
    place="渠县文化广场（示例）",
    title_en="Earth Day",
    body_en=(
        "22 April is Earth Day. The bureau explains the law of land, minerals and geological "
        "hazards, and answers questions.\n"
        "Questions about real estate registration are welcome as well."
    ),
)
LAND_DAY = ItemFacts(
    kind=ItemKind.NEWS,
    title="全国土地日主题宣传",
    body=(
        "6月25日是全国土地日。本局组织主题宣传，讲解耕地保护和节约集约用地。\n"
        "活动时间：上午九时至十一时。"
    ),
    place="渠县文化广场（示例）",
)
LAND_DAY_TWICE = dataclasses.replace(LAND_DAY, title="全国土地日宣传活动")
LAND_DAY_CORRECTED = dataclasses.replace(
    LAND_DAY, place="渠县滨河公园（示例）", remark="活动地点由文化广场改为滨河公园。"
)
CONSTITUTION_DAY = ItemFacts(
    kind=ItemKind.NEWS,
    title="国家宪法日宣传",
    body=(
        "12月4日是国家宪法日。本局干部职工开展宪法学习宣传，向办事群众发放宪法和自然资源法律读本。"
    ),
    title_en="Constitution Day",
    body_en=(
        "4 December is Constitution Day. The bureau’s staff study the Constitution and hand out "
        "copies of it, and of the laws on natural resources, to visitors."
    ),
)
CONSULTATION = ItemFacts(
    kind=ItemKind.CONSULTATION,
    title="办事指南修改征求意见（示例）",
    body=(
        "为方便群众办事，本局拟修改不动产转移登记办事指南的说明文字，现公开征求意见。\n"
        "可以到登记窗口提出，也可以书面寄送本局办公室。"
    ),
    place="渠县自然资源局办公室",
    period=5,
    unit=PeriodUnit.WORKING_DAYS,
    period_basis="本局工作安排（示例）",
    title_en="Consultation on the service guide (example)",
    body_en=(
        "The bureau means to make the guide to transfer registration easier to read and asks for "
        "comments.\n"
        "Bring them to the registration window or write to the bureau’s office."
    ),
)
DRAFT = ItemFacts(
    kind=ItemKind.NOTICE,
    title="元旦假期窗口服务安排",
    body="2021年1月1日至3日放假，登记窗口不对外办公；1月4日起照常办理。网上申请照常提交。",
)
