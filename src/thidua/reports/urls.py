from django.urls import path

from thidua.reports import views

app_name = "reports"
urlpatterns = [
    path("khen-thuong/", views.register, name="register"),
    path("nguoi/", views.people, name="people"),
    path("nguoi/<int:pk>/", views.person, name="person"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("so-van-ban/", views.numbers, name="numbers"),
    path("nhat-ky/", views.journal, name="journal"),
]
