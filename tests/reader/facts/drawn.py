"""Plans drawn at random: the same facts in the many ways in which offices write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st


@dataclass(frozen=True)
class Drawn:
    """A text and what it says."""

    text: str
    quotas: tuple[tuple[str, str, int], ...]
    deadline: tuple[str, str]  # op, ISO day
    recipient: str
    via: str | None
    papers: tuple[str, ...]
    start: str | None
    end: tuple[str, str]  # op, ISO day
    figures: tuple[tuple[str, int], ...]
    contents: tuple[str, ...]
    awards: tuple[tuple[str, str, str], ...]
    money: str
    standards: tuple[tuple[str, str], ...]
    exclusions: tuple[str, ...]


LEVELS = {
    "xã": ("huyện", "xã"),
    "phường": ("quận", "phường"),
    "huyện": ("tỉnh", "huyện"),
    "thị trấn": ("huyện", "thị trấn"),
}
NAMES = ["Đông Hải", "Phước Long", "An Bình", "Tân Lập", "Yên Mỹ", "Hòa Thuận"]
OFFICES = ["Phòng Nội vụ", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND", "Ban Thi đua - Khen thưởng"]
CONTENTS = [
    "Thi đua rút ngắn thời gian giải quyết thủ tục hành chính cho người dân",
    "Thi đua chuyển đổi số trong quản lý, điều hành và phục vụ nhân dân",
    "Thi đua nghiên cứu, đề xuất sáng kiến trong cải cách hành chính",
    "Thi đua tuyên truyền, vận động người dân dùng dịch vụ công trực tuyến",
    "Thi đua giữ nghiêm kỷ luật, kỷ cương hành chính",
]
SUBJECTS = [
    "hồ sơ giải quyết đúng hạn",
    "văn bản ký số trên môi trường mạng",
    "thủ tục được công khai",
    "người dân hài lòng",
]
PAPERS = [
    "Tờ trình đề nghị khen thưởng",
    "Biên bản họp xét khen thưởng",
    "Báo cáo thành tích của tập thể, cá nhân",
    "Danh sách trích ngang",
    "Bản sao quyết định công nhận sáng kiến",
]
GROUP_STANDARDS = [
    "Hoàn thành các nhiệm vụ được giao trong kế hoạch cải cách hành chính",
    "Nội bộ đoàn kết, chấp hành tốt chủ trương của Đảng, pháp luật của Nhà nước",
    "Chỉ số cải cách hành chính cao hơn năm trước liền kề",
    "Có mô hình, cách làm hay được cấp có thẩm quyền công nhận",
]
PERSON_STANDARDS = [
    "Được đánh giá, xếp loại hoàn thành tốt nhiệm vụ trở lên",
    "Có phẩm chất đạo đức tốt, gương mẫu trong thực thi công vụ",
    "Có sáng kiến, giải pháp mang lại hiệu quả trong công việc",
    "Trực tiếp tham mưu, thực hiện nhiệm vụ cải cách hành chính",
]
EXCLUSIONS = [
    "Không xét khen thưởng đối với tập thể, cá nhân gửi hồ sơ chậm thời hạn",
    "Chưa xét khen thưởng cá nhân đang trong thời gian xem xét kỷ luật",
    "Không đề nghị khen thưởng tập thể có người bị xử lý kỷ luật trong năm",
]
STYLES = [
    (("I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X."), "1. ", ("- ", "- ", "- ", "- ", "- ")),
    (("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9.", "10."), "{n}.1. ", ("a) ", "b) ", "c) ", "d) ", "đ) ")),
    (tuple(f"Điều {n}." for n in range(1, 11)), "1. ", ("a) ", "b) ", "c) ", "d) ", "đ) ")),
    (
        tuple(f"{each}/" for each in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")),
        "1. ",
        ("- ", "- ", "- ", "- ", "- "),
    ),
    (tuple(f"{n})" for n in range(1, 11)), "1. ", ("• ", "• ", "• ", "• ", "• ")),
    (
        tuple(f"Phần {n}." for n in ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")),
        "1. ",
        ("1. ", "2. ", "3. ", "4. ", "5. "),
    ),
    (("A.", "B.", "C.", "D.", "Đ.", "E.", "G.", "H.", "K.", "L."), "1. ", ("+ ", "+ ", "+ ", "+ ", "+ ")),
]


def _day(day: dt.date, style: int) -> str:
    return [
        f"ngày {day.day:02}/{day.month:02}/{day.year}",
        f"ngày {day.day}/{day.month}/{day.year}",
        f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        f"ngày {day.day:02}-{day.month:02}-{day.year}",
        f"ngày {day.day:02}.{day.month:02}.{day.year}",
    ][style]


@st.composite
def plans(draw: st.DrawFn) -> Drawn:
    level = draw(st.sampled_from(sorted(LEVELS)))
    name = draw(st.sampled_from(NAMES))
    above, own = LEVELS[level]
    year = draw(st.integers(2019, 2029))
    heads, _, marks = draw(st.sampled_from(STYLES))
    day_style = draw(st.integers(0, 4))
    upper = draw(st.booleans())
    body: list[str] = []
    number = 0

    def section(title: str, lines: list[str]) -> None:
        nonlocal number
        shown = title.upper() if upper else title
        body.append(f"{heads[number]} {shown}")
        body.extend(lines)
        number += 1

    def listed(items: list[str]) -> list[str]:
        return [f"{marks[n]}{item}" for n, item in enumerate(items)]

    contents = draw(st.lists(st.sampled_from(CONTENTS), min_size=2, max_size=4, unique=True))
    section(
        draw(st.sampled_from(["Nội dung thi đua", "Nội dung phong trào thi đua"])),
        listed([f"{each}." for each in contents]),
    )

    figures: list[tuple[str, int]] = []
    lines: list[str] = []
    for subject in draw(st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=4, unique=True)):
        value = draw(st.integers(1, 99))
        op, words = draw(
            st.sampled_from(
                [
                    (">=", f"Tỷ lệ {subject} đạt tối thiểu {value}%."),
                    (">=", f"Tỷ lệ {subject} đạt từ {value}% trở lên."),
                    (">=", f"Ít nhất {value}% {subject}."),
                    (">", f"Trên {value}% {subject}."),
                    ("=", f"{value}% {subject}."),
                    ("<", f"Tỷ lệ {subject} dưới {value}%."),
                    ("<=", f"Tỷ lệ {subject} không quá {value}%."),
                ]
            )
        )
        figures.append((op, value))
        lines.append(words)
    section(draw(st.sampled_from(["Tiêu chí thi đua", "Chỉ tiêu thi đua", "Tiêu chí đánh giá"])), listed(lines))

    end = draw(st.dates(dt.date(year, 6, 1), dt.date(year, 12, 28)))
    end_op, end_words = draw(
        st.sampled_from(
            [
                ("until", f"đến {_day(end, day_style)}"),
                ("until", f"đến hết {_day(end, day_style)}"),
                ("before", f"đến trước {_day(end, day_style)}"),
            ]
        )
    )
    start = draw(st.one_of(st.none(), st.dates(dt.date(year, 1, 1), dt.date(year, 3, 31))))
    begins = "từ ngày ban hành Kế hoạch" if start is None else f"từ {_day(start, day_style)}"
    section(
        draw(
            st.sampled_from(["Thời gian thi đua", "Thời gian thực hiện", "Thời gian", "Thời gian tổ chức phong trào"])
        ),
        [f"Phong trào thi đua được tổ chức {begins} {end_words}."],
    )

    groups, each_op = draw(st.integers(1, 30)), draw(st.sampled_from(["max", "exact"]))
    people = draw(st.integers(1, 60))
    most = draw(st.sampled_from(["tối đa ", "không quá ", "không vượt quá "])) if each_op == "max" else ""
    award = draw(st.sampled_from(["Giấy khen", "Bằng khen"]))
    chair = f"Chủ tịch UBND {own}"
    quota_style = draw(st.integers(0, 3))
    if quota_style == 0:
        section("Hình thức khen thưởng", [f"{award} của {chair}."])
        section(
            "Số lượng khen thưởng",
            listed([f"Tập thể: {most}{groups:02} tập thể.", f"Cá nhân: {most}{people:02} cá nhân."]),
        )
    elif quota_style == 1:
        section(
            "Hình thức, số lượng khen thưởng",
            [f"{chair} tặng {award} cho {most}{groups:02} tập thể và {most}{people:02} cá nhân."],
        )
    elif quota_style == 2:
        section("Hình thức khen thưởng", [f"{chair} tặng {award}."])
        section("Số lượng khen thưởng", listed([f"Tập thể: {most}{groups:02}", f"Cá nhân: {most}{people:02}"]))
    else:
        section(
            "Hình thức, số lượng khen thưởng",
            listed([f"{award} của {chair}: {most}{groups} tập thể, {most}{people} cá nhân."]),
        )

    standards: list[tuple[str, str]] = []
    shown: list[str] = []
    for kind, title, choices in (
        ("collective", "Đối với tập thể", GROUP_STANDARDS),
        ("individual", "Đối với cá nhân", PERSON_STANDARDS),
    ):
        chosen = draw(st.lists(st.sampled_from(choices), min_size=1, max_size=3, unique=True))
        standards += [(kind, each) for each in chosen]
        shown += [
            f"* {title}:",
            *(f"{marks[n] if marks[n][0] in '-+•' else '- '}{each}." for n, each in enumerate(chosen)),
        ]
    section(
        draw(
            st.sampled_from(
                ["Tiêu chuẩn khen thưởng", "Tiêu chuẩn xét khen thưởng", "Tiêu chuẩn, điều kiện khen thưởng"]
            )
        ),
        shown,
    )
    exclusions = draw(st.lists(st.sampled_from(EXCLUSIONS), max_size=2, unique=True))
    if exclusions:
        section("Các trường hợp không xét khen thưởng", listed([f"{each}." for each in exclusions]))

    papers = draw(st.lists(st.sampled_from(PAPERS), min_size=2, max_size=4, unique=True))
    mark = draw(st.sampled_from([";", "."]))
    section(
        draw(st.sampled_from(["Hồ sơ đề nghị khen thưởng", "Hồ sơ khen thưởng", "Thành phần hồ sơ"])),
        listed([f"{each}{mark}" for each in papers]),
    )

    office = draw(st.sampled_from(OFFICES))
    last = draw(st.dates(dt.date(year, 10, 1), dt.date(year + 1, 2, 20)))
    op, limit = draw(
        st.sampled_from(
            [
                ("before", f"trước {_day(last, day_style)}"),
                ("before", f"xong trước {_day(last, day_style)}"),
                ("no_later_than", f"chậm nhất là {_day(last, day_style)}"),
                ("no_later_than", f"chậm nhất {_day(last, day_style)}"),
                ("no_later_than", f"muộn nhất vào {_day(last, day_style)}"),
                ("no_later_than", f"không quá {_day(last, day_style)}"),
                ("no_later_than", f"trước hoặc trong {_day(last, day_style)}"),
            ]
        )
    )
    via = draw(st.booleans())
    to = f"UBND {own} (qua {office})" if via else office
    section(
        draw(st.sampled_from(["Thời gian nộp hồ sơ", "Thời hạn gửi hồ sơ", "Thời gian đề nghị xét khen thưởng"])),
        [f"Hồ sơ đề nghị khen thưởng của các đơn vị gửi về {to} {limit}."],
    )
    money = draw(st.sampled_from(["98/2023/NĐ-CP", "91/2017/NĐ-CP", "152/2025/NĐ-CP"]))
    section(
        "Kinh phí khen thưởng",
        [f"Mức tiền thưởng thực hiện theo Nghị định số {money}; chi từ quỹ thi đua, khen thưởng của {own}."],
    )

    issued = dt.date(year, 1, draw(st.integers(5, 28)))
    head = [
        f"ỦY BAN NHÂN DÂN\n{own.upper()} {name.upper()}",
        f"Số: {draw(st.integers(1, 400)):02}/KH-UBND",
        f"{name}, ngày {issued.day:02} tháng {issued.month:02} năm {issued.year}",
        "KẾ HOẠCH",
        f"Phát động phong trào thi đua đẩy mạnh cải cách hành chính năm {year}",
        f"UBND {own} {name} phát động phong trào thi đua như sau:",
    ]
    foot = ["Nơi nhận:", f"- UBND {above};", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"]
    return Drawn(
        text="\n\n".join([*head, *body, *foot]),
        quotas=(("collective", each_op, groups), ("individual", each_op, people)),
        deadline=(op, last.isoformat()),
        recipient=f"UBND {own}" if via else office,
        via=office if via else None,
        papers=tuple(papers),
        start=start.isoformat() if start else None,
        end=(end_op, end.isoformat()),
        figures=tuple(figures),
        contents=tuple(contents),
        awards=((award, chair, "award"),),
        money=money,
        standards=tuple(standards),
        exclusions=tuple(exclusions),
    )
