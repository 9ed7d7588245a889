"""Journal, files, numbers, people."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.db.models import F

from thidua.audit import journal
from thidua.documents import vietnamese
from thidua.org.models import Person, Post, RoleGrant, Unit
from thidua.records import files
from thidua.records.models import PaperNumber, StoredFile
from thidua.reports.invariants.registry import check


@check("Nhật ký nguyên vẹn: mỗi dòng khớp với dòng trước")
def journal_is_whole() -> Iterator[str]:
    good, bad = journal.verify()
    if bad is not None:
        yield f"Dòng {bad.seq} không khớp; {good} dòng trước đó còn đúng."


@check("Mỗi tệp đã lưu còn trên đĩa và đúng nội dung")
def files_are_whole() -> Iterator[str]:
    for stored in StoredFile.objects.iterator():
        try:
            if len(files.read(stored)) != stored.size:
                yield f"Tệp {stored} sai kích thước."
        except FileNotFoundError:
            yield f"Mất tệp {stored}."
        except ValueError as error:
            yield str(error)


@check("Số văn bản liên tục trong từng sổ, kể từ số đầu tiên đã ghi")
def numbers_have_no_gaps() -> Iterator[str]:
    rows = PaperNumber.objects.order_by("body_id", "year", "series", "number").values_list(
        "body_id", "year", "series", "number"
    )
    for (_body, year, series), group in groupby(rows, key=lambda r: r[:3]):
        numbers = [r[3] for r in group]
        missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
        # A movement may be launched with the number of a plan signed outside the program (series KH).
        if missing and series != "KH":
            yield f"Sổ {series} năm {year} thiếu số {', '.join(map(str, missing[:5]))}."


@check("Cột dùng để tìm và sắp xếp khớp với tên")
def folded_names_agree() -> Iterator[str]:
    for person in Person.objects.iterator():
        if person.name_fold != vietnamese.fold(person.full_name) or person.name_key != vietnamese.sort_key(
            person.full_name
        ):
            yield f"Người {person.code}: cột tìm kiếm không khớp tên."
    for unit in Unit.objects.iterator():
        if unit.name_fold != vietnamese.fold(unit.name):
            yield f"Đơn vị {unit.code}: cột tìm kiếm không khớp tên."


@check("Chức vụ của mỗi người ở trong cơ quan của người đó")
def posts_stay_inside_the_body() -> Iterator[str]:
    for post in Post.objects.exclude(unit__body_id=F("person__body_id")).select_related("person", "unit"):
        yield f"{post.person} ({post.person.code}) có chức vụ ở {post.unit}, ngoài cơ quan của mình."


@check("Vai trò chỉ giao trong cơ quan của tài khoản")
def grants_stay_inside_the_body() -> Iterator[str]:
    foreign = RoleGrant.objects.exclude(user__person=None).exclude(unit__body_id=F("user__person__body_id"))
    for grant in foreign.select_related("user", "unit"):
        yield f"Tài khoản {grant.user.username} có vai trò ở {grant.unit}, ngoài cơ quan của mình."


@check("Mỗi đơn vị thuộc một cơ quan, và cơ quan thuộc chính nó")
def units_have_a_body() -> Iterator[str]:
    for unit in Unit.objects.select_related("body"):
        if unit.body is None or unit.body.body_id != unit.body_id:
            yield f"Đơn vị {unit.code} không thuộc cơ quan nào."
