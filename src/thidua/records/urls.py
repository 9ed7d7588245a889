from django.urls import path

from thidua.records import views_layouts

app_name = "records"
urlpatterns = [
    path("mau-giay-to/", views_layouts.layouts_list, name="layouts"),
    path("mau-giay-to/<slug:kind>/", views_layouts.layout, name="layout"),
    path("mau-giay-to/tep/<int:pk>/", views_layouts.download, name="layout_file"),
    path("mau-giay-to/tep/<int:pk>/thoi-dung/", views_layouts.withdraw, name="layout_withdraw"),
]
