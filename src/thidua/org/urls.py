from django.urls import path

from thidua.org import views, views_accounts, views_import, views_people, views_units

app_name = "org"
urlpatterns = [
    path("dang-nhap/", views.SignIn.as_view(), name="login"),
    path("dang-xuat/", views.sign_out, name="logout"),
    path("gio-tap-luyen/", views.training_clock, name="clock"),
    path("toi/", views.profile, name="profile"),
    path("mat-khau/", views_accounts.own_password, name="password"),
    path("quan-tri/", views_units.overview, name="admin"),
    path("quan-tri/cap-tren/", views_units.above, name="above"),
    path("quan-tri/don-vi/", views_units.listing, name="units"),
    path("quan-tri/don-vi/moi/", views_units.new, name="unit_new"),
    path("quan-tri/don-vi/<int:pk>/", views_units.show, name="unit"),
    path("quan-tri/don-vi/<int:pk>/sua/", views_units.edit, name="unit_edit"),
    path("quan-tri/don-vi/<int:pk>/giai-the/", views_units.dissolve, name="unit_dissolve"),
    path("quan-tri/don-vi/<int:pk>/tien-than/", views_units.origin, name="unit_origin"),
    path("quan-tri/nguoi/", views_people.listing, name="people"),
    path("quan-tri/nguoi/moi/", views_people.new, name="person_new"),
    path("quan-tri/nguoi/<int:pk>/", views_people.show, name="person"),
    path("quan-tri/nguoi/<int:pk>/sua/", views_people.edit, name="person_edit"),
    path("quan-tri/nguoi/<int:pk>/chuc-vu/", views_people.post_new, name="post_new"),
    path("quan-tri/nguoi/<int:pk>/tai-khoan/", views_accounts.new, name="account_new"),
    path("quan-tri/chuc-vu/<int:pk>/ket-thuc/", views_people.post_end, name="post_end"),
    path("quan-tri/chuc-vu/<int:pk>/dieu-chuyen/", views_people.transfer, name="transfer"),
    path("quan-tri/tai-khoan/", views_accounts.listing, name="accounts"),
    path("quan-tri/tai-khoan/<int:pk>/", views_accounts.show, name="account"),
    path("quan-tri/tai-khoan/<int:pk>/mat-khau/", views_accounts.reset, name="account_reset"),
    path("quan-tri/tai-khoan/<int:pk>/khoa/", views_accounts.lock, name="account_lock"),
    path("quan-tri/tai-khoan/<int:pk>/mo/", views_accounts.unlock, name="account_unlock"),
    path("quan-tri/tai-khoan/<int:pk>/vai-tro/", views_accounts.grant_new, name="grant_new"),
    path("quan-tri/nhap/<slug:slug>/", views_import.upload, name="import"),
    path("quan-tri/nhap/<slug:slug>/mau/", views_import.template, name="import_template"),
    path("quan-tri/vai-tro/<int:pk>/ket-thuc/", views_accounts.grant_end, name="grant_end"),
]
