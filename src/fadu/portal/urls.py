"""Addresses of the portal, all under the bureau's division code."""

from django.urls import path, register_converter

from fadu.portal.views import (
    account,
    application,
    cases,
    entry,
    help,
    home,
    laws,
    offline,
    opening,
    parts,
    rating,
    search,
    tracking,
    verification,
)


class Division:
    """A division code of six digits (GB/T 2260)."""

    regex = "[0-9]{6}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Division, "division")

app_name = "portal"
CASE = "<division:bureau>/cases/<str:number>/"

urlpatterns = [
    path("", home.root, name="root"),
    path("<division:bureau>/", home.home, name="home"),
    path("<division:bureau>/larger-type/", home.larger_type, name="larger-type"),
    path("<division:bureau>/guide/<str:procedure>/", home.guide, name="guide"),
    path("<division:bureau>/guide/<str:procedure>/checklist/", home.checklist, name="checklist"),
    path("<division:bureau>/events/<slug:event>/", home.event, name="event"),
    path("<division:bureau>/laws/", laws.library, name="laws"),
    path("<division:bureau>/laws/values/", laws.values, name="values"),
    path("<division:bureau>/laws/values/<str:key>/", laws.value, name="value"),
    path("<division:bureau>/laws/bands/", laws.discretion, name="bands"),
    path("<division:bureau>/laws/regimes/", laws.side_by_side, name="regimes"),
    path("<division:bureau>/laws/<path:name>/", laws.one, name="law"),
    path("<division:bureau>/help/", help.answers, name="help"),
    path("<division:bureau>/accessibility/", help.accessibility, name="accessibility"),
    path("<division:bureau>/rate/", rating.by_code, name="rate"),
    path("<division:bureau>/apply/<str:procedure>/", application.apply, name="apply"),
    path(
        "<division:bureau>/apply/<str:procedure>/<slug:step>/", application.step, name="apply-step"
    ),
    path(
        "<division:bureau>/apply/<str:procedure>/<slug:step>/keep/", application.keep, name="keep"
    ),
    path("<division:bureau>/worker.js", offline.worker, name="worker"),
    path("<division:bureau>/offline/", offline.offline, name="offline"),
    path("<division:bureau>/enter/", entry.enter, name="enter"),
    path("<division:bureau>/leave/", entry.leave, name="leave"),
    path("<division:bureau>/enter/code/", opening.by_code, name="enter-by-code"),
    path("<division:bureau>/register/", opening.register, name="register"),
    path("<division:bureau>/forgotten/", opening.forgotten, name="forgotten"),
    path("<division:bureau>/code/", opening.code, name="code"),
    path("<division:bureau>/account/", account.account, name="account"),
    path("<division:bureau>/account/password/", account.password, name="password"),
    path("<division:bureau>/account/telephone/", account.telephone, name="telephone"),
    path("<division:bureau>/account/prove/", account.prove_again, name="prove"),
    path("<division:bureau>/account/end-others/", account.end_the_others, name="end-others"),
    path("<division:bureau>/account/leave/", account.leave_everywhere, name="leave-everywhere"),
    path("<division:bureau>/held/", account.held, name="held"),
    path("<division:bureau>/cast/", entry.cast, name="cast"),
    path("<division:bureau>/search/", search.search, name="search"),
    path("<division:bureau>/track/", tracking.track, name="track"),
    path("<division:bureau>/verify/", verification.verify, name="verify"),
    path("<division:bureau>/verify/verifier.py", verification.verifier, name="verifier"),
    path("<division:bureau>/cases/", cases.mine, name="cases"),
    path(CASE, cases.case, name="case"),
    path(CASE + "received/", cases.received, name="received"),
    path(CASE + "confirm/", parts.confirm, name="confirm"),
    path(CASE + "supplement/", parts.supplement, name="supplement"),
    path(CASE + "rate/", rating.of_case, name="rate-case"),
    path(CASE + "contribute/", parts.contribute, name="contribute"),
    path(CASE + "withdraw/", parts.withdraw, name="withdraw"),
    path(CASE + "bundle.zip", cases.bundle, name="bundle"),
    path(CASE + "documents/<uuid:document>/", cases.document, name="document"),
    path(CASE + "files/<uuid:file>/", cases.file, name="file"),
]
