from django.urls import path

from thidua.councils import views, views_ballot, views_setup

app_name = "councils"
urlpatterns = [
    path("", views.listing, name="list"),
    path("lap/", views_setup.found, name="found"),
    path("<int:pk>/", views.council, name="council"),
    path("<int:pk>/sua/", views_setup.edit, name="edit"),
    path("<int:pk>/thanh-vien/them/", views_setup.member_new, name="member_new"),
    path("<int:pk>/thanh-vien/<int:member_pk>/chuc-danh/", views_setup.member_duty, name="member_duty"),
    path("<int:pk>/thanh-vien/<int:member_pk>/thoi/", views_setup.member_end, name="member_end"),
    path("phien/moi/", views.new, name="new"),
    path("phien/<int:pk>/", views.session, name="session"),
    path("phien/<int:pk>/co-mat/", views.attendance, name="attendance"),
    path("phien/<int:pk>/khai-mac/", views.open_session, name="open"),
    path("phien/<int:pk>/bo-sung/", views.add_waiting, name="agenda"),
    path("phien/<int:pk>/y-kien/", views.remarks, name="remarks"),
    path("phien/<int:pk>/mo-bo-phieu/", views.start_voting, name="start"),
    path("phien/<int:pk>/gio-tay/", views.hands, name="hands"),
    path("phien/<int:pk>/kiem-phieu/", views.count, name="count"),
    path("phien/<int:pk>/ket-qua/", views.results, name="results"),
    path("phien/<int:pk>/thong-qua/", views.close, name="close"),
    path("phien/<int:pk>/huy/", views.cancel, name="cancel"),
    path("phien/<int:pk>/bien-ban.<str:extension>", views.minutes, name="minutes"),
    path("phien/<int:pk>/phieu/", views_ballot.ballots_of, name="ballots"),
    path("phien/<int:pk>/phieu/xong/", views_ballot.done, name="done"),
    path("phien/<int:pk>/phieu/<int:motion_pk>/", views_ballot.ballot, name="ballot"),
    path("phien/<int:pk>/phieu/<int:motion_pk>/lien-quan/", views_ballot.conflict, name="conflict"),
    path("phien/<int:pk>/kiem-tra-phieu/", views_ballot.receipt, name="receipt"),
]
