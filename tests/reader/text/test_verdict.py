"""Plans that launch a movement, and their neighbours that do not."""

from __future__ import annotations

import pytest

from tests.reader.sample import plan
from thidua import reader
from thidua.reader import Verdict


def judge(text: str) -> Verdict:
    return reader.read_text(text).verdict


PARTS = "\n\nI. ĐỐI TƯỢNG THI ĐUA\n\nCông chức.\n\nII. KHEN THƯỞNG\n\nGiấy khen của Chủ tịch UBND xã."


@pytest.mark.parametrize(
    "title",
    [
        "Phát động phong trào thi đua chuyên đề năm 2024",
        "Tổ chức phong trào thi đua cải cách hành chính năm 2024",
        "TRIỂN KHAI PHONG TRÀO THI ĐUA “CHUYỂN ĐỔI SỐ” NĂM 2024",
        "Hưởng ứng phong trào thi đua “Cả nước đổi mới sáng tạo”",
        "Phong trào thi đua “Cả xã chung sức” năm 2022",
        "Thực hiện Chỉ thị số 19/CT-TTg về việc phát động thi đua thực hiện nhiệm vụ năm 2021",
        "Phong trào thi đua “Toàn dân dùng dịch vụ số” và Hội thi sáng kiến năm 2023",
        "Phát động đợt thi đua cao điểm chào mừng ngày thành lập ngành",
    ],
)
def test_a_plan_that_launches(title: str) -> None:
    verdict = judge(f"KẾ HOẠCH\n\n{title}{PARTS}")
    assert verdict.launches
    assert verdict.kind == "ke-hoach-thi-dua"
    assert "“" in verdict.why


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BÁO CÁO\n\nTổng kết phong trào thi đua năm 2024", "bao-cao"),
        ("HƯỚNG DẪN\n\nBình xét, đề nghị khen thưởng phong trào thi đua năm 2023", "huong-dan"),
        ("QUYẾT ĐỊNH\n\nVề việc tặng Giấy khen trong phong trào thi đua năm 2025", "quyet-dinh"),
        ("QUYẾT ĐỊNH\n\nBan hành Quy chế thi đua, khen thưởng", "quyet-dinh"),
        ("CÔNG ĐIỆN\n\nVề việc xử lý hồ sơ tồn đọng", "cong-dien"),
        ("KẾ HOẠCH\n\nCải cách hành chính năm 2025", "ke-hoach-khac"),
        ("KẾ HOẠCH\n\nTổ chức Đại hội Thi đua yêu nước lần thứ V", "ke-hoach-khac"),
        ("KẾ HOẠCH\n\nKiểm tra công tác thi đua, khen thưởng năm 2025", "ke-hoach-khac"),
        ("KẾ HOẠCH\n\nTổ chức Hội nghị tổng kết phong trào thi đua năm 2024", "ke-hoach-khac"),
        ("KẾ HOẠCH\n\nTổ chức Hội thi cải cách hành chính hưởng ứng phong trào thi đua", "ke-hoach-khac"),
        ("KẾ HOẠCH\n\nTuyên truyền phong trào thi đua yêu nước", "ke-hoach-khac"),
        ("QUYẾT ĐỊNH\n\nVề việc thành lập Ban Chỉ đạo phong trào thi đua", "quyet-dinh"),
        ("THÔNG BÁO\n\nKết quả chấm điểm thi đua năm 2024", "thong-bao"),
        ("KẾ HOẠCH\n\nPhòng, chống thiên tai năm 2025", "ke-hoach-khac"),
    ],
)
def test_a_neighbour_that_launches_nothing(text: str, kind: str) -> None:
    verdict = judge(text + PARTS)
    assert not verdict.launches
    assert verdict.kind == kind
    assert verdict.why.startswith("Đây là ")


def test_a_plan_whose_title_was_lost_is_known_by_its_words() -> None:
    text = plan()
    assert judge(text[text.index("Căn cứ Nghị định") :]).launches


def test_a_decision_may_launch() -> None:
    text = "QUYẾT ĐỊNH\n\nVề việc phát động phong trào thi đua năm 2024\n\nCăn cứ Luật Thi đua, khen thưởng;\n\nĐiều 1. Phát động phong trào thi đua trong toàn ngành."
    assert judge(text).launches


def test_a_launch_told_only_by_its_sentence() -> None:
    text = (
        "KẾ HOẠCH\n\nNâng cao chất lượng phục vụ năm 2024\n\nUBND xã phát động phong trào thi đua trong toàn xã như sau:"
        + PARTS
    )
    verdict = judge(text)
    assert verdict.launches
    assert "phát động phong trào thi đua" in verdict.why


def test_a_movement_announced_for_later_is_not_launched() -> None:
    text = "KẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nUBND xã sẽ phát động phong trào thi đua khi có hướng dẫn, ban hành Kế hoạch như sau:\n\nI. NỘI DUNG\n\nLàm.\n\nII. KHEN THƯỞNG\n\nGiấy khen."
    assert not judge(text).launches


def test_a_neighbour_keeps_its_header_and_has_no_movement() -> None:
    flat = reader.flat(
        reader.read_text(
            "UBND XÃ A\n\nSố: 5/BC-UBND\n\nBÁO CÁO\n\nTổng kết phong trào thi đua\n\nI. KHEN THƯỞNG\n\nTặng Giấy khen của Chủ tịch UBND xã cho 05 tập thể."
        )
    )
    assert flat["number"] == "5/BC-UBND"
    assert (flat["quotas"], flat["award_forms"], flat["deadlines"]) == ([], [], [])


def test_an_empty_paper_is_judged_without_failing() -> None:
    assert not judge("Xin chào.").launches


def test_whom_a_body_calls_may_stand_inside_the_verb() -> None:
    text = (
        "KẾ HOẠCH\nThi đua “Việc hôm nay” ở cơ quan năm 2024\n\nThực hiện Kế hoạch số 23/KH-UBND của UBND huyện, UBND xã "
        "phát động cán bộ, công chức thi đua trong năm 2024.\n\nCán bộ, công chức và các thôn đều tham gia."
    )
    assert judge(text).launches
