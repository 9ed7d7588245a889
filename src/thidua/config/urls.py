"""All URLs of the product. Each app brings its own list; public pages stand under ``portal``."""

from django.urls import include, path

from thidua.dossiers import urls_movement
from thidua.reports import collisions

urlpatterns = [
    path("", include("thidua.reports.urls_home")),
    path("", include("thidua.org.urls")),
    path("phong-trao/", include("thidua.movements.urls")),
    path("phong-trao/", include(urls_movement.patterns(beside=collisions.beside))),
    path("phong-trao/", include("thidua.reports.urls_movement")),
    path("ke-hoach/", include("thidua.drafting.urls")),
    path("ho-so/", include("thidua.dossiers.urls")),
    path("hoi-dong/", include("thidua.councils.urls")),
    path("quyet-dinh/", include("thidua.decisions.urls")),
    path("so/", include("thidua.reports.urls")),
    path("so-lieu/", include("thidua.records.urls")),
    path("cong/", include("thidua.portal.urls")),
    path("tin/", include("thidua.notices.urls")),
    path("", include("thidua.ui.urls")),
]
handler400 = "thidua.ui.views.bad_request"
handler403 = "thidua.ui.views.forbidden"
handler404 = "thidua.ui.views.not_found"
handler500 = "thidua.ui.views.server_error"
