from django.urls import path

from thidua.dossiers import views_steering

app_name = "steering"
urlpatterns = [
    path("<slug:slug>/sua-doi/<int:pk>/ban-hanh/", views_steering.issue, name="issue"),
    path("<slug:slug>/ket-thuc/", views_steering.close, name="close"),
]
