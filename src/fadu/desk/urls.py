"""Addresses of the desk, below /desk/. A case is addressed by its number."""

from django.urls import path

from fadu.desk import (
    account,
    acting,
    boards_pages,
    case,
    citizens,
    entry,
    files,
    hall,
    handing,
    inbox,
    intake,
    ratings,
    saved,
    search,
    search_person,
    slip,
)

CASE = "<str:bureau>/cases/<str:number>/"
SHEET = "<str:bureau>/counter/<str:procedure>/<uuid:draft>/"

app_name = "desk"
urlpatterns = [
    path("", entry.home, name="home"),
    path("login/", entry.enter, name="enter"),
    path("login/as/", entry.enter_as, name="enter-as"),
    path("login/code/", entry.code, name="second-factor"),
    path("leave/", entry.leave, name="leave"),
    path("account/", account.account, name="account"),
    path("account/leave-everywhere/", account.leave_everywhere, name="leave-everywhere"),
    path("account/recovery-codes/", account.new_recovery_codes, name="recovery-codes"),
    path("held/", account.held, name="held"),
    path("<str:bureau>/", inbox.inbox, name="inbox"),
    path("<str:bureau>/board/", boards_pages.board, name="board"),
    path("<str:bureau>/board/<str:name>/", boards_pages.behind, name="behind"),
    path("<str:bureau>/ratings/", ratings.ratings, name="ratings"),
    path("<str:bureau>/next/", handing.take_next, name="next"),
    path("<str:bureau>/hand-over/", handing.hand_over_many, name="hand-over-many"),
    path("<str:bureau>/filters/<str:listing>/", saved.save, name="save-filter"),
    path("<str:bureau>/filters/<str:listing>/delete/", saved.delete, name="delete-filter"),
    path("<str:bureau>/cases/", inbox.cases, name="cases"),
    path("<str:bureau>/counter/", hall.counter, name="counter"),
    path("<str:bureau>/counter/account/", citizens.account, name="window-account"),
    path("<str:bureau>/counter/hall/", hall.act, name="hall"),
    path("<str:bureau>/search/", search.search, name="search"),
    path("<str:bureau>/search/person/", search_person.person, name="search-person"),
    path("<str:bureau>/search/log/", search_person.log, name="search-log"),
    path("<str:bureau>/counter/<str:procedure>/", intake.begin, name="intake"),
    path(SHEET, intake.sheet, name="sheet"),
    path(f"{SHEET}save/", intake.save, name="save-sheet"),
    path("<str:bureau>/case/<uuid:case>/", case.by_id, name="case-by-id"),
    path(CASE, case.page, name="case"),
    path(f"{CASE}slip/", slip.slip, name="slip"),
    path(f"{CASE}take/", acting.take, name="take"),
    path(f"{CASE}supplement/", acting.supplement, name="supplement"),
    path(f"{CASE}suspend/", acting.suspend, name="suspend"),
    path(f"{CASE}resume/", acting.resume, name="resume"),
    path(f"{CASE}hand-over/", acting.hand_over, name="hand-over"),
    path(f"{CASE}files/<uuid:file>/", files.evidence, name="file"),
    path(f"{CASE}documents/<uuid:document>/", files.document, name="document"),
    path(f"{CASE}bundle.zip", files.bundle, name="bundle"),
]
