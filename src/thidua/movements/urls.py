from django.urls import path

from thidua.movements import views, views_cascade, views_following

app_name = "movements"
urlpatterns = [
    path("", views.listing, name="list"),
    path("moi/", views.new, name="new"),
    path("tu-cap-tren/", views_cascade.from_higher, name="from_higher"),
    path("<slug:slug>/phat-dong/", views.launch, name="launch"),
    path("<slug:slug>/ke-hoach/", views.plan, name="plan"),
    path("<slug:slug>/ke-hoach/tep/", views.plan_file, name="plan_file"),
    path("<slug:slug>/su-kien/<str:event_id>/", views_following.event, name="event"),
    path("<slug:slug>/dot/<str:key>/han-nop/", views_following.deadline, name="deadline"),
    path("<slug:slug>/cap-tren/", views_cascade.higher, name="higher"),
    path("<slug:slug>/ke-hoach-don-vi/", views_cascade.lower_plans, name="lower_plans"),
    path("<slug:slug>/ke-hoach-don-vi/<int:unit_pk>/", views_cascade.lower_plan, name="lower_plan"),
    path("<slug:slug>/don-doc/", views_cascade.remind, name="remind"),
    path("<slug:slug>/nhiem-vu/", views_following.duties, name="duties"),
    path("<slug:slug>/nhiem-vu/<int:pk>/", views_following.duty, name="duty"),
    path("<slug:slug>/so-lieu/", views_following.figure_units, name="figures"),
    path("<slug:slug>/so-lieu/<int:unit_pk>/", views_following.unit_figures, name="unit_figures"),
    path("<slug:slug>/so-lieu/<int:unit_pk>/<str:criterion_id>/", views_following.figure, name="figure"),
]
