from django.urls import path

from thidua.dossiers import views_list, views_office, views_papers, views_unit

PAPER = "<int:pk>/giay-to/<str:item>/"
OF = "<int:pk>/giay-to/<str:item>/<int:candidate_pk>/"

app_name = "dossiers"
urlpatterns = [
    path("", views_list.listing, name="list"),
    path("xuat/", views_list.export, name="export"),
    path("moi/", views_list.new, name="new"),
    path("<int:pk>/", views_unit.detail, name="detail"),
    path("<int:pk>/ung-vien/", views_unit.candidates, name="candidates"),
    path("<int:pk>/ung-vien/them/<str:choice>/", views_unit.candidate_new, name="candidate_new"),
    path("<int:pk>/ung-vien/<int:candidate_pk>/", views_unit.candidate, name="candidate"),
    path("<int:pk>/ung-vien/<int:candidate_pk>/rut/", views_unit.candidate_remove, name="candidate_remove"),
    path("<int:pk>/buoi-hop/", views_unit.meeting, name="meeting"),
    path("<int:pk>/kiem-tra/", views_unit.check, name="check"),
    path("<int:pk>/xac-nhan/", views_unit.confirm, name="confirm"),
    path("<int:pk>/mo-lai/", views_unit.unconfirm, name="unconfirm"),
    path("<int:pk>/nop/", views_unit.file, name="file"),
    path("<int:pk>/rut/", views_unit.withdraw, name="withdraw"),
    path("<int:pk>/bien-nhan/<int:receipt_pk>/", views_unit.receipt, name="receipt"),
    path("<int:pk>/bien-nhan/<int:receipt_pk>/pdf/", views_papers.receipt_file, name="receipt_file"),
    path("<int:pk>/tiep-nhan/", views_office.receive, name="receive"),
    path("<int:pk>/tra-bo-sung/", views_office.give_back, name="return"),
    path("<int:pk>/tra-bo-sung/<int:slip_pk>/pdf/", views_papers.supplement_file, name="supplement_file"),
    path("<int:pk>/gia-han/", views_office.extend, name="extend"),
    path("<int:pk>/tham-dinh/", views_office.appraise_start, name="appraise"),
    path("<int:pk>/tham-dinh/<int:candidate_pk>/", views_office.appraise, name="appraise"),
    path("<int:pk>/tham-dinh/<int:candidate_pk>/mo-lai/", views_office.reopen, name="reopen"),
    path(
        "<int:pk>/tham-dinh/<int:candidate_pk>/pdf/",
        views_papers.appraisal_file,
        {"ending": "pdf"},
        name="appraisal_pdf",
    ),
    path(
        "<int:pk>/tham-dinh/<int:candidate_pk>/docx/",
        views_papers.appraisal_file,
        {"ending": "docx"},
        name="appraisal_docx",
    ),
    path(PAPER, views_papers.paper, name="paper"),
    path(PAPER + "tai-len/", views_papers.upload, name="upload"),
    path(PAPER + "bo-tep/", views_papers.remove_upload, name="remove_upload"),
    path(PAPER + "pdf/", views_papers.paper_pdf, name="paper_pdf"),
    path(PAPER + "docx/", views_papers.paper_docx, name="paper_docx"),
    path(PAPER + "tep/", views_papers.paper_file, name="paper_file"),
    path(OF, views_papers.paper, name="paper"),
    path(OF + "tai-len/", views_papers.upload, name="upload"),
    path(OF + "bo-tep/", views_papers.remove_upload, name="remove_upload"),
    path(OF + "pdf/", views_papers.paper_pdf, name="paper_pdf"),
    path(OF + "docx/", views_papers.paper_docx, name="paper_docx"),
    path(OF + "tep/", views_papers.paper_file, name="paper_file"),
]
