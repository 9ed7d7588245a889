from django.urls import URLPattern, path

from thidua.dossiers import views_steering


def patterns(beside: views_steering.Around) -> tuple[list[URLPattern], str]:
    """Addresses of the acts that reach into dossiers; ``beside`` tells what the apps above know about a movement."""
    issue = path("<slug:slug>/sua-doi/<int:pk>/ban-hanh/", views_steering.issue, {"beside": beside}, name="issue")
    return [issue, path("<slug:slug>/ket-thuc/", views_steering.close, name="close")], "steering"
