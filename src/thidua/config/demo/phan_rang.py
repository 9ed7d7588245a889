"""Phan Rang - Tháp Chàm 2024: appraised in time, one dossier late, plans of units missing, decision waiting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from thidua.config.demo import following
from thidua.config.demo import office_acts as office
from thidua.config.demo.bodies import Builder, Stage
from thidua.config.demo.chronicle import Story
from thidua.config.demo.facts import Facts
from thidua.config.demo.office_acts import Deed
from thidua.config.demo.unit_acts import Case, life

ROUND = "single-2024"
PLANS = ("vhtt", "tp", "qldt", "tckh", "hcc", "haisa", "thapdong")  # tt and thanhlac have sent none


def citizens(stage: Stage, builder: Builder) -> None:
    """Two people outside the service, of whom one is proposed."""
    stage.staff["dan"] = [
        builder.person(stage, stage.body, "", "nguoi_dan"),
        builder.person(stage, stage.body, "", "doanh_nhan"),
    ]


def facts(stage: Stage) -> None:
    """Ratings of 2024 are known for some units only; a complaint bars a head whose staff was found at fault."""
    known = Facts(stage)
    known.ratings((2022, 2023))
    rated = {"hcc", "vhtt", "haisa"}
    known.ratings((2024,), without={u.key for u in stage.spec.units} - rated)
    for unit in rated:
        known.grade(unit, 0, 2024, 4)
        known.grade(unit, 1, 2024, 3)
        known.grade(unit, 2, 2024, 3)
    for unit, assigned, on_time in (
        ("hcc", 52, 52),
        ("vhtt", 27, 27),
        ("tp", 24, 24),
        ("qldt", 33, 30),
        ("haisa", 41, 41),
    ):
        known.tasks(unit, 2024, assigned, on_time, done=assigned)
    for unit, title in (
        ("hcc", "Quầy thân thiện cho người khuyết tật"),
        ("vhtt", "Bản tin thủ tục hành chính bằng tiếng Chăm"),
        ("tp", "Đăng ký khai sinh tại bệnh viện"),
        ("qldt", "Cấp phép đào vỉa hè trong ngày"),
        ("haisa", "Sáng thứ Bảy vì dân"),
        ("thapdong", "Tổ lưu động trả kết quả tại nhà"),
    ):
        known.initiative(unit, None, title, 2024, level="commune", by="UBND thành phố Phan Rang - Tháp Chàm")
    known.initiative("hcc", 2, "Mã QR tra cứu hồ sơ", 2024)
    known.complaint("haisa", 3, date(2024, 7, 22), "Gây khó khăn khi chứng thực giấy tờ.", "upheld", "Đúng; đã xin lỗi người dân, kiểm điểm người vi phạm.")  # fmt: skip
    known.disciplined("qldt", 2, "Khiển trách", date(2024, 8, 14), "Quyết định số 1388/QĐ-UBND ngày 14/08/2024")
    chair = "Chủ tịch UBND thành phố Phan Rang - Tháp Chàm"
    known.commended(
        "hcc", None, "giay-khen", "district", chair, "2011/QĐ-UBND", date(2023, 12, 15), "Cải cách hành chính năm 2023"
    )


def stories(stage: Stage) -> Iterable[Story]:
    """From the plan of 12/03/2024 to the draft laid before the chairman on 25/11/2024."""
    yield office.launch(stage, "2024-03-08 09:00", "2024-03-12 09:00", number=92, signer=1, capacity="KT")
    yield office.budget(stage, "2024-03-20 09:00", 80_000_000)
    yield office.lower_plans(stage, "2024-04-02 09:00", {key: f"{n + 12}/KH" for n, key in enumerate(PLANS)})
    yield office.duties(stage, "2024-04-18 08:30", without=("tt", "thanhlac", "thapdong"))
    yield from _following(stage)
    yield from _dossiers(stage)
    yield office.decision(stage, Deed(ROUND, "2024-11-25 08:30", "2024-11-25 15:30", form="giay-khen"))


def _following(stage: Stage) -> Iterable[Story]:
    """Two units have sent no plan; one clause is hard for a unit, another still waits for its answer."""
    yield following.reminder(stage, "2024-05-06 08:30", ("tt", "thanhlac"), date(2024, 5, 17))
    yield following.trouble(
        stage, "2024-06-03 10:20", "qldt", "Tiêu chí", "Đơn vị không có thủ tục nộp trực tuyến nên khó chứng minh tiêu chí này.",
        "Đơn vị không có thủ tục trực tuyến thì ghi “không phát sinh” và nêu việc đã làm thay.",
    )  # fmt: skip
    yield following.visit(
        stage, "2024-07-16 08:00", "haisa", "Bảng niêm yết thủ tục còn bản cũ.", "Thay bảng niêm yết và báo lại bằng văn bản.", 15
    )  # fmt: skip
    yield following.amendment(
        stage, "2024-10-21 09:00", "Lùi hạn nộp hồ sơ vì kết quả xếp loại của các đơn vị có muộn hơn dự kiến."
    )
    yield following.trouble(
        stage, "2024-10-28 15:40", "tp", "Thời hạn", "Kết quả xếp loại cả năm chưa có trước hạn nộp hồ sơ ngày 20/11."
    )
    yield following.paper(stage, "2024-11-26 09:00", "ke-hoach-thi-dua-ban-nhap.docx")


def _dossiers(stage: Stage) -> Iterable[Story]:
    citizen = (stage.staff["dan"][0],)
    yield life(stage, Case(ROUND, "hcc", "2024-11-04 09:00", "2024-11-12 10:15", people=(0, 2)))
    yield life(stage, Case(ROUND, "vhtt", "2024-11-05 09:00", "2024-11-13 09:20", people=(1,), guests=citizen))
    yield life(stage, Case(ROUND, "qldt", "2024-11-06 09:00", "2024-11-14 16:30", people=(2,), firms=("dn",)))
    yield life(stage, Case(ROUND, "haisa", "2024-11-06 14:00", "2024-11-15 08:40", people=(0,)))
    yield life(stage, Case(ROUND, "thapdong", "2024-11-08 09:00", "2024-11-19 15:50", people=(1,)))
    yield life(stage, Case(ROUND, "thanhlac", "2024-11-11 09:00", "2024-11-20 23:41", received="2024-11-21 08:00"))
    yield life(
        stage,
        Case(ROUND, "tp", "2024-11-14 09:00", "2024-11-21 08:15", people=(0,), received="2024-11-21 10:00",
             appraised="2024-11-22 09:00"),
    )  # fmt: skip
    yield life(stage, Case(ROUND, "tt", "2024-11-15 09:00", upto="confirmed", people=(1,)))
