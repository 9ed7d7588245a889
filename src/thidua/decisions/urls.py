from django.urls import path

from thidua.decisions import views, views_approve, views_draft, views_issue, views_money, views_proposals, views_revoke

app_name = "decisions"
urlpatterns = [
    path("", views.listing, name="list"),
    path("lap/", views_draft.new, name="new"),
    path("kinh-phi/", views_money.budgets, name="budgets"),
    path("trinh-cap-tren/", views_proposals.listing, name="proposals"),
    path("trinh-cap-tren/lap/", views_proposals.new, name="proposal_new"),
    path("trinh-cap-tren/<int:pk>/", views_proposals.detail, name="proposal"),
    path("trinh-cap-tren/<int:pk>/gui/", views_proposals.send, name="proposal_send"),
    path("trinh-cap-tren/<int:pk>/bo/", views_proposals.cancel, name="proposal_cancel"),
    path("trinh-cap-tren/<int:pk>/ket-qua/<int:line>/", views_proposals.outcome, name="proposal_outcome"),
    path("trinh-cap-tren/<int:pk>/to-trinh.<str:ending>", views_proposals.paper, name="proposal_paper"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/sua/", views_draft.edit, name="edit"),
    path("<int:pk>/them/", views_draft.add, name="add"),
    path("<int:pk>/dong/<int:line>/rut/", views_draft.remove, name="remove"),
    path("<int:pk>/dong/<int:line>/khong-de-nghi/", views_draft.leave_out, name="leave_out"),
    path("<int:pk>/dong/<int:line>/de-nghi/", views_draft.take_in, name="take_in"),
    path("<int:pk>/trinh/", views_draft.submit, name="submit"),
    path("<int:pk>/bo/", views_draft.cancel, name="cancel"),
    path("<int:pk>/duyet/", views_approve.approve, name="approve"),
    path("<int:pk>/tra-lai/", views_approve.send_back, name="return"),
    path("<int:pk>/rut-lai/", views_approve.withdraw, name="withdraw"),
    path("<int:pk>/ban-hanh/", views_issue.issue, name="issue"),
    path("<int:pk>/van-ban/<slug:which>.<str:ending>", views.paper, name="paper"),
    path("<int:pk>/giay-khen/", views_issue.certificates, name="certificates"),
    path("<int:pk>/giay-khen/tat-ca.<str:ending>", views_issue.certificates_all, name="certificates_all"),
    path("<int:pk>/giay-khen/<int:line>.<str:ending>", views_issue.certificate, name="certificate"),
    path("<int:pk>/dong/<int:line>/thu-hoi/", views_revoke.revoke, name="revoke"),
    path("<int:pk>/dong/<int:line>/da-nop-lai/", views_revoke.returned, name="returned"),
    path("<int:pk>/dong/<int:line>/quyet-dinh-thu-hoi.<str:ending>", views_revoke.paper, name="revocation_paper"),
    path("<int:pk>/chi-tien/", views_money.payments, name="payments"),
    path("<int:pk>/chi-tien.xlsx", views_money.payments_xlsx, name="payments_xlsx"),
]
