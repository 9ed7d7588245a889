from django.urls import path

from thidua.org import views

app_name = "org"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="login"),
    path("dang-xuat/", views.sign_out, name="logout"),
    path("gio-tap-luyen/", views.training_clock, name="clock"),
    path("toi/", views.profile, name="profile"),
]
