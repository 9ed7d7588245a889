"""An office replaces the layout of a paper by its own Word file."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.documents import samples
from tests.factories import world as worlds
from thidua.audit.models import JournalEntry
from thidua.documents.template_fields import FIELDS
from thidua.records import layouts, printing
from thidua.records.models import PaperTemplate
from thidua.rules.findings import Refused


def word(*paragraphs: str) -> bytes:
    document = python_docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(data: bytes) -> str:
    return "\n".join(p.text for p in python_docx.Document(io.BytesIO(data)).paragraphs)


def test_the_names_of_fields_are_those_of_the_papers():
    seen: dict[str, set[str]] = {}
    for paper in samples.every_paper().values():
        seen.setdefault(type(paper).__name__, set()).update(paper.fields())
    assert {k: set(v) for k, v in FIELDS.items()} == seen


@pytest.fixture
def world(db):
    return worlds.build()


NOW = worlds.at("2026-01-27 09:00")


def use(world, data, by="admin", kind="Certificate"):
    return layouts.use_template(
        body=world.body, kind=kind, name="giay-khen.docx", data=data, by=world.users[by], at=NOW
    )


def test_the_offices_layout_is_filled(world):
    paper = samples.certificate()
    assert "Mẫu riêng" not in text_of(printing.docx_of(paper, world.body))
    name = next(f for f in FIELDS["Certificate"] if f in ("ten", "ho_ten"))
    use(world, word("Mẫu riêng của phường", f"{{{{ {name} }}}}"))
    text = text_of(printing.docx_of(paper, world.units["one"]))
    assert "Mẫu riêng của phường" in text
    assert "Trần Thị Minh An" in text
    assert JournalEntry.objects.filter(act="template.use").count() == 1


def test_going_back_to_our_own_layout_keeps_the_history(world):
    template = use(world, word("Mẫu một"))
    use(world, word("Mẫu hai"))
    assert PaperTemplate.objects.filter(withdrawn_at=None).count() == 1
    current = printing.in_use(world.body.pk, "Certificate")
    layouts.withdraw_template(template=current, by=world.users["admin"], at=NOW)
    assert printing.in_use(world.body.pk, "Certificate") is None
    assert PaperTemplate.objects.count() == 2
    with pytest.raises(Refused, match="thôi dùng"):
        layouts.withdraw_template(template=template, by=world.users["admin"], at=NOW)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word("{{ khong_co }}"), "khong_co"),
        (word("{{ ten "), "cú pháp"),
        (b"khong phai word", "tệp"),
    ],
)
def test_a_bad_template_gets_one_sentence_and_changes_nothing(world, data, said):
    with pytest.raises(Refused) as refused:
        use(world, data)
    assert said in str(refused.value).lower()
    assert not PaperTemplate.objects.exists()


def test_only_the_administrator_of_the_body(world):
    with pytest.raises(Refused, match="quản trị"):
        use(world, word("x"), by="office")
    foreign = worlds.build(tag="b")
    with pytest.raises(Refused):
        layouts.use_template(
            body=world.body, kind="Certificate", name="a.docx", data=word("x"), by=foreign.users["admin"], at=NOW
        )


def test_the_pages(client, world):
    client.force_login(world.users["admin"])
    listing = client.get(reverse("records:layouts")).content.decode()
    assert "Mẫu tham khảo" in listing
    address = reverse("records:layout", args=["Certificate"])
    bad = client.post(address, {"file": SimpleUploadedFile("x.docx", b"khong")})
    assert bad.status_code == 200
    assert "Lỗi" in bad.content.decode()
    good = client.post(address, {"file": SimpleUploadedFile("mau.docx", word("Mẫu riêng"))})
    assert good.status_code == 302
    template = PaperTemplate.objects.get()
    file = client.get(reverse("records:layout_file", args=[template.pk]))
    assert "attachment" in file["Content-Disposition"]
    client.post(reverse("records:layout_withdraw", args=[template.pk]))
    assert printing.in_use(world.body.pk, "Certificate") is None
    client.force_login(world.users["office"])
    assert client.get(reverse("records:layouts")).status_code == 404
    client.force_login(worlds.build(tag="b").users["admin"])
    assert client.get(reverse("records:layout_file", args=[template.pk])).status_code == 404


def test_the_list_names_every_paper(world, client):
    client.force_login(world.users["admin"])
    page = client.get(reverse("records:layouts")).content.decode()
    for kind, paper in layouts.KINDS.items():
        name = paper.NAME[:1].upper() + paper.NAME[1:]
        assert f'<a href="{reverse("records:layout", args=[kind])}">{name}</a>' in page
    page = client.get(reverse("records:layout", args=["Certificate"])).content.decode()
    assert f"Mẫu: {layouts.KINDS['Certificate'].NAME}" in page
