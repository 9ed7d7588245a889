from django.urls import path

from thidua.records import views, views_layouts

app_name = "records"
urlpatterns = [
    path("", views.home, name="home"),
    path("nguoi/<int:pk>/", views.person, name="person"),
    path("nguoi/<int:pk>/<slug:slug>/moi/", views.person_new, name="person_new"),
    path("don-vi/<int:pk>/", views.unit, name="unit"),
    path("don-vi/<int:pk>/<slug:slug>/moi/", views.unit_new, name="unit_new"),
    path("sang-kien/<int:pk>/cong-nhan/", views.recognise, name="recognise"),
    path("phan-anh/<int:pk>/ket-luan/", views.conclude, name="conclude"),
    path("dong/<slug:slug>/<int:pk>/", views.fact, name="fact"),
    path("dong/<slug:slug>/<int:pk>/rut/", views.withdraw, name="withdraw"),
    path("mau-giay-to/", views_layouts.layouts_list, name="layouts"),
    path("mau-giay-to/<slug:kind>/", views_layouts.layout, name="layout"),
    path("mau-giay-to/tep/<int:pk>/", views_layouts.download, name="layout_file"),
    path("mau-giay-to/tep/<int:pk>/thoi-dung/", views_layouts.withdraw, name="layout_withdraw"),
]
