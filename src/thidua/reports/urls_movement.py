from django.urls import path

from thidua.reports import views_movement

app_name = "boards"
urlpatterns = [path("<slug:slug>/", views_movement.movement, name="movement")]
