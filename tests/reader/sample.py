"""A plan of our own, written once and printed in many ways: what the tests of the reader turn and twist."""

from __future__ import annotations

from dataclasses import dataclass, field

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
LETTERS = "abcdđe"


@dataclass(frozen=True)
class Style:
    """How headings, items and pieces of lists are marked."""

    main: str = "{roman}. "
    item: str = "{n}. "
    piece: str = "{letter}) "
    bullet: str = "- "
    capitals: bool = True


STYLES = (
    Style(),
    Style(item="{n}) ", piece="{letter}. ", bullet="+ "),
    Style(item="{n}/ ", piece="{letter}/ ", bullet="• "),
    Style(main="{capital}. ", item="{n}. ", piece="{letter}) "),
    Style(main="Điều {n}. ", item="{n}. ", piece="{letter}) "),
    Style(main="PHẦN {roman}. ", item="{n}. ", piece="{letter}) ", bullet="* "),
    Style(main="{n}. ", item="{main}.{n}. ", piece="{letter}) ", capitals=False),
)


@dataclass(frozen=True)
class Values:
    """What the plan says: the facts that must follow the text."""

    number: str = "37"
    day: int = 5
    month: int = 3
    year: int = 2024
    place: str = "Bình Trung"
    level: str = "xã"
    ends: str = "30/11/2024"
    collectives: int = 4
    individuals: int = 9
    deadline: str = "10/12/2024"
    signer: str = "Lê Thị Hạnh"
    decree: str = "98/2023/NĐ-CP"
    recipients: tuple[str, ...] = field(default=("Phòng Nội vụ huyện", "Các ban, ngành xã", "Lưu: VT"))

    @property
    def issuer(self) -> str:
        return f"UBND {self.level} {self.place}"

    @property
    def iso(self) -> str:
        return f"{self.year}-{self.month:02d}-{self.day:02d}"


def plan(values: Values = Values(), style: Style = STYLES[0]) -> str:  # a frozen value
    """The text, paragraphs parted by blank lines."""
    body: list[str] = []
    for place, (heading, lines) in enumerate(_sections(values), start=1):
        title = heading.upper() if style.capitals else heading
        body.append(_mark(style.main, place, 0) + title)
        body += [_line(line, style, place) for line in lines]
    return "\n\n".join([*_head(values), *body, *_foot(values)])


def _head(v: Values) -> list[str]:
    return [
        "ỦY BAN NHÂN DÂN",
        f"{v.level} {v.place}".upper(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {v.number}/KH-UBND",
        f"{v.place}, ngày {v.day:02d} tháng {v.month:02d} năm {v.year}",
        "KẾ HOẠCH",
        f"Phát động phong trào thi đua “Ngày làm việc không giấy” năm {v.year}",
        f"Căn cứ Nghị định số {v.decree} ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều của Luật Thi đua, khen thưởng;",
        f"Thực hiện Kế hoạch số 15/KH-UBND ngày 02/01/{v.year} của UBND huyện Tân An về phát động phong trào thi đua chuyển đổi số, {v.issuer} ban hành Kế hoạch như sau:",
    ]


def _sections(v: Values) -> list[tuple[str, list[str]]]:
    return [
        ("Mục đích, yêu cầu", ["1|Mục đích", "-|Làm cho việc xử lý văn bản nhanh hơn, ít tốn kém hơn.", "2|Yêu cầu", "-|Không chạy theo hình thức."]),
        ("Đối tượng thi đua", ["1|Tập thể: các ban, ngành, trường học thuộc xã.", "2|Cá nhân: cán bộ, công chức, viên chức."]),
        (
            "Nội dung thi đua",
            ["1|Thi đua ký số mọi văn bản đi, không phát hành bản giấy.", "2|Thi đua số hóa hồ sơ lưu của ba năm gần nhất, đưa vào kho chung."],
        ),
        ("Thời gian thi đua", [f"|Từ ngày ban hành Kế hoạch đến hết ngày {v.ends}."]),
        (
            "Khen thưởng",
            [
                "1|Hình thức khen thưởng",
                f"|Giấy khen của Chủ tịch UBND {v.level}.",
                "2|Số lượng khen thưởng",
                f"a|Tập thể: tối đa {v.collectives:02d} tập thể.",
                f"b|Cá nhân: tối đa {v.individuals:02d} cá nhân.",
                "3|Hồ sơ đề nghị khen thưởng",
                "-|Tờ trình kèm danh sách;",
                "-|Báo cáo thành tích của tập thể, cá nhân.",
                f"4|Thời hạn: hồ sơ gửi về UBND {v.level} (qua Văn phòng) trước ngày {v.deadline}.",
            ],
        ),
        ("Tổ chức thực hiện", ["1|Văn phòng theo dõi, đôn đốc việc thực hiện Kế hoạch.", "2|Các ban, ngành phổ biến Kế hoạch đến từng công chức."]),
    ]  # fmt: skip


def _foot(v: Values) -> list[str]:
    closing = f"Trên đây là Kế hoạch phát động phong trào thi đua năm {v.year}, đề nghị các ban, ngành thực hiện./."
    recipients = [
        f"- {line}{';' if place < len(v.recipients) else '.'}" for place, line in enumerate(v.recipients, start=1)
    ]
    return [closing, "Nơi nhận:", *recipients, "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", v.signer]


def _line(line: str, style: Style, main: int) -> str:
    label, _, text = line.partition("|")
    if not label:
        return text
    if label == "-":
        return style.bullet + text
    if label.isdigit():
        return _mark(style.item, int(label), main) + text
    return style.piece.format(letter=label) + text


def _mark(form: str, place: int, main: int) -> str:
    return form.format(
        roman=ROMAN[place - 1], n=place, main=main, capital="ABCDEFG"[place - 1], letter=LETTERS[place - 1]
    )


PAPER = """ỦY BAN NHÂN DÂN
PHƯỜNG THANH BÌNH ĐÔNG

Số: 41/KH-UBND

Thanh Bình Đông, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Phát động phong trào thi đua đẩy mạnh cải cách hành chính năm 2026

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;

Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;

Ủy ban nhân dân phường ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao chất lượng phục vụ người dân, doanh nghiệp; tạo chuyển biến rõ nét trong giải quyết thủ tục hành chính trên địa bàn phường.

**2. Yêu cầu:** thi đua **thiết thực**, đúng quy định.

II. THỜI GIAN THI ĐUA

Từ ngày ban hành Kế hoạch đến hết ngày 30/11/2026.

III. SỐ LƯỢNG KHEN THƯỞNG

- Tập thể: tối đa 07 tập thể; cá nhân: tối đa 19 cá nhân.

| TT | Đối tượng | Nơi theo dõi |
|---|---|---|
| 1 | Các phòng chuyên môn | Văn phòng |
| 2 | Công chức, viên chức | Phòng Nội vụ |

Hồ sơ gửi về Phòng Văn hóa - Xã hội trước ngày 15/12/2026.

Trên đây là Kế hoạch phát động phong trào thi đua./.

Nơi nhận:

- Sở Nội vụ (để b/c);
- Các phòng chuyên môn;
- Lưu: VT, VHXH.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Thị Hải Yến
"""
"""One page with all a paper has: two columns in head and foot, a table, facts that a scan must keep."""
