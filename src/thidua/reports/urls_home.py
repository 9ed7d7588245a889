"""The first page and the search: they stand at the root and have no namespace."""

from django.urls import path

from thidua.reports import views_home

urlpatterns = [path("", views_home.home, name="home"), path("tim/", views_home.search, name="search")]
