"""The page of all components; it answers 404 outside training and development."""

from django.urls import path

from thidua.ui import views

app_name = "ui"
urlpatterns = [
    path("kieu/", views.styleguide, name="styleguide"),
]
