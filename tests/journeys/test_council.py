"""A council sits: the Phú Lương plan launched anew in September 2023, with a session, conflicts and secret ballots."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.journeys import steps
from tests.journeys.actor import Actor

AWARD = "Giấy khen của Chủ tịch UBND phường"
YES = ("pl.chutich", "pl.phochutich", "pl.thuky", "pl.hoidong1", "pl.hoidong3")
VOTERS = {**dict.fromkeys(YES, "yes"), "pl.hoidong2": "no"}  # two more are there and do not vote
RELATED = "pl.hoidong5"  # deputy of the unit that proposes: found by the program
WORDS = {"yes": "Tán thành", "no": "Không tán thành"}


def test_a_session_with_conflicts_and_secret_ballots(signed_in: Callable[..., Actor]) -> None:
    office = signed_in("pl.vanthu")
    set_clock(office, "15/09/2023", "08:00")
    dossier, names = an_appraised_dossier(office, signed_in)
    secretary = signed_in("pl.thuky")
    session = called(secretary, signed_in)
    declared(signed_in("pl.hoidong1"), session, names[1])
    secretary.open(session)
    secretary.press("Khai mạc phiên họp")
    seen = secretary.box("Đã xem những điều trên")
    if seen.count():
        seen.check()
    secretary.press("Mở bỏ phiếu")

    tokens = [cast(signed_in(account), session, choice) for account, choice in VOTERS.items()]
    secretary.open(session)
    secretary.reads("Ai đã bỏ phiếu")
    signed_in(RELATED).open(f"{session}phieu/xong/")
    signed_in(RELATED).reads("Không bỏ phiếu vì có liên quan")

    secretary.press("Đóng bỏ phiếu và kiểm phiếu", refused=True)
    secretary.reads("Còn 02 người chưa bỏ đủ phiếu")
    secretary.choose("Kiểm phiếu dù chưa đủ")
    secretary.press("Đóng bỏ phiếu và kiểm phiếu")
    chosen(secretary, session)
    secretary.open(session)
    said = steps.pdf_text(secretary.download("PDF"))
    assert all(name in said for name in names), said
    assert re.search(r"5\s?/\s?8", said) or "62,5" in said, said  # of nine members one may not vote on the unit
    counted(signed_in("pl.hoidong2"), session, tokens[-1][0])
    office.open(dossier)
    office.reads("Hội đồng")


def set_clock(who: Actor, day: str, time: str) -> None:
    """Stand on another day, through the page of the training clock."""
    who.open("/gio-tap-luyen/")
    who.fill({"Ngày": day, "Giờ": time})
    who.press("Đổi giờ tập luyện", within="main")
    who.reads(f"Giờ tập luyện là {time} ngày {day}")


def an_appraised_dossier(office: Actor, signed_in: Callable[..., Actor]) -> tuple[str, list[str]]:
    """A fresh movement of the built-in plan, one dossier in it, found eligible."""
    office.open("/phong-trao/moi/")
    office.page.get_by_label(re.compile(r"UBND phường Phú Lương")).check()
    office.press("Lập dự thảo")
    office.choose("Lấy số tiếp theo của sổ")
    office.fill({"Ngày ban hành": "22/02/2023"})
    office.press("Phát động phong trào")
    clerk, head = signed_in("pl.canbo.tp"), signed_in("pl.truongphong.tp")
    dossier = steps.open_dossier(clerk)
    names = [
        steps.propose(clerk, dossier, award=AWARD, summary="Giải quyết 31/31 nhiệm vụ đúng hạn."),
        steps.propose(clerk, dossier, position="Nhân viên", award=AWARD, summary="Trực tiếp tiếp dân cả năm."),
    ]
    steps.meet(clerk, dossier, day="14/09/2023", total=5)
    steps.report(clerk, dossier, results="Giải quyết 2.310 việc hộ tịch, 2.310 việc đúng hạn trong chín tháng.")
    steps.confirm(head, dossier)
    steps.file(clerk, dossier)
    steps.receive(office, dossier)
    steps.appraise(office, dossier, names)
    return dossier, names


def called(secretary: Actor, signed_in: Callable[..., Actor]) -> str:
    """Call the session and write down who came; its address."""
    secretary.open("/hoi-dong/phien/moi/")
    secretary.fill({"Ngày họp": "15/09/2023", "Giờ họp": "14:00", "Nơi họp": "Phòng họp tầng 2"})
    secretary.press("Mời họp")
    session = secretary.page.url
    secretary.reads("Trường hợp" if "Trường hợp" in secretary.text() else "Chương trình")
    secretary.follow("Ghi có mặt")
    assert secretary.look("hd-1-co-mat") == []
    for row in secretary.page.locator("tbody tr").all():
        row.get_by_role("checkbox").check()
    secretary.press("Ghi có mặt")
    secretary.reads("Đủ số để họp")
    return session


def declared(member: Actor, session: str, name: str) -> None:
    """A member says to have a part in one case."""
    member.open(session)
    row = member.page.locator("section[aria-labelledby=h-ct] li").filter(has_text=name)
    member.follow("Tôi có liên quan", within=row)
    member.fill({"Quan hệ với trường hợp này": "Là anh trai của người được đề nghị."})
    member.press("Khai có liên quan")
    member.reads("không bỏ phiếu về")


def cast(member: Actor, session: str, choice: str) -> list[str]:
    """Vote on everything that waits; the codes shown at the end."""
    member.open(f"{session}phieu/")
    number = 0
    while "/xong/" not in member.page.url:
        boxes = member.page.get_by_role("radio")
        assert not any(box.is_checked() for box in boxes.all()), "an answer was chosen beforehand"
        if not number and member.account == "pl.chutich":
            member.picture("hd-2-phieu")
            member.press("Ghi phiếu", refused=True)
        member.page.get_by_label(WORDS[choice], exact=True).check()
        member.press("Ghi phiếu")
        number += 1
        assert number < 10, "the ballots do not end"
    tokens = member.page.locator("code").all_inner_texts()
    assert len(tokens) == number > 0, member.text()
    return tokens


def chosen(secretary: Actor, session: str) -> None:
    """Results, choice within the quota, minutes adopted with a number."""
    secretary.open(f"{session}ket-qua/")
    assert secretary.look("hd-3-ket-qua") == []
    for box in secretary.page.get_by_role("checkbox").all():
        box.check()
    if secretary.page.get_by_role("button", name="Ghi lựa chọn").count():
        secretary.fill({"Lý do": "Chỉ có chừng ấy trường hợp được trình phiên này."})
        secretary.press("Ghi lựa chọn")
    secretary.press("Thông qua biên bản")
    secretary.reads("Biên bản đã được thông qua")


def counted(member: Actor, session: str, token: str) -> None:
    """The code shows that the ballot was counted, and not what it says."""
    member.open(f"{session}kiem-tra-phieu/")
    member.fill({"Mã phiếu": token})
    member.press("Kiểm tra mã")
    member.reads("Phiếu đã được đếm")
    assert "Không tán thành" not in member.text()
