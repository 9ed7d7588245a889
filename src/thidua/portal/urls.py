from django.urls import path

from thidua.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("quyet-dinh/", views.decisions, name="decisions"),
    path("kiem-tra/", views.check, name="check"),
    path("giay-khen/<str:code>/", views.certificate, name="certificate"),
]
