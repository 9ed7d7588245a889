from django.urls import path

from thidua.drafting import views, views_facts, views_launch

app_name = "drafting"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.new, name="new"),
    path("viet-moi/", views.write, name="write"),
    path("nhu-nam-truoc/<slug:slug>/", views.copy, name="copy"),
    path("ban-goc/<slug:slug>/", views.original, name="original"),
    path("ban-in/<slug:slug>.<slug:ending>", views_launch.movement_paper, name="movement_paper"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/tep/", views.file, name="file"),
    path("<int:pk>/doc-lai/", views.retry, name="retry"),
    path("<int:pk>/van-duyet/", views.insist, name="insist"),
    path("<int:pk>/bo/", views.discard, name="discard"),
    path("<int:pk>/du-kien/<int:fact>/", views_facts.edit, name="fact"),
    path("<int:pk>/du-kien/<int:fact>/duyet/", views_facts.accept, name="accept"),
    path("<int:pk>/du-kien/<int:fact>/loai/", views_facts.reject, name="reject"),
    path("<int:pk>/du-kien/<int:fact>/hoan-tac/", views_facts.undo, name="undo"),
    path("<int:pk>/duyet-chac-chan/", views_facts.accept_sure, name="accept_sure"),
    path("<int:pk>/hoan-tac-duyet/", views_facts.undo_together, name="undo_together"),
    path("<int:pk>/them/", views_facts.add, name="add"),
    path("<int:pk>/da-xem/", views_facts.seen, name="seen"),
    path("<int:pk>/nhan-xet/<slug:key>/", views_facts.waive, name="waive"),
    path("<int:pk>/ban-in.<slug:ending>", views_launch.paper, name="paper"),
    path("<int:pk>/kiem-tra/", views_launch.check, name="check"),
    path("<int:pk>/mo-lai/", views_launch.reopen, name="reopen"),
    path("<int:pk>/phat-dong/", views_launch.launch, name="launch"),
]
