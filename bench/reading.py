"""Row 17: a plan of six pages (DOCX) read to validated data, against python-docx merely reading its paragraphs.

Ours is the whole way: the file judged, lines, paragraphs, outline, meaning, facts, and the plan built and checked as
any plan file is. The peer opens the document and takes the text of every paragraph and cell. Sides take turns, the
median counts; the file is the same for both. Two files are read: one as Word saves it (its styles, theme and font
table, several runs a paragraph; made with python-docx from the template it ships, which was saved by Word), which is
the row, and the bare file our own printing makes, told beside it: there the peer has almost nothing to open.

    python bench/reading.py [--runs 15] [--json]
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import time
from collections.abc import Callable

import docx as python_docx
import pypdfium2
from docx.shared import Pt
from docx.table import Table

from thidua import reader
from thidua.documents import docx, pdf
from thidua.documents.files import PDFIUM_LOCK
from thidua.documents.plan_text import from_text

MUST, STRETCH, PAGES = 6.0, 3.0, 6
RUN = 12  # words; Word begins a new run at every correction, language or look
HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG THANH BÌNH ĐÔNG

Số: 41/KH-UBND

Thanh Bình Đông, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Phát động phong trào thi đua đẩy mạnh cải cách hành chính năm 2026

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;

Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ;

Ủy ban nhân dân phường Thanh Bình Đông ban hành Kế hoạch phát động phong trào thi đua, như sau:
"""
SECTIONS = (
    ("I. MỤC ĐÍCH, YÊU CẦU", ("1. Mục đích", "2. Yêu cầu")),
    ("II. ĐỐI TƯỢNG, NỘI DUNG THI ĐUA", ("1. Đối tượng thi đua", "2. Nội dung thi đua", "3. Tiêu chí thi đua")),
    ("III. HÌNH THỨC, TIÊU CHUẨN KHEN THƯỞNG", ("1. Hình thức khen thưởng", "2. Tiêu chuẩn khen thưởng")),
    ("IV. HỒ SƠ, THỜI GIAN ĐỀ NGHỊ KHEN THƯỞNG", ("1. Hồ sơ", "2. Thời gian")),
    ("V. TỔ CHỨC THỰC HIỆN", ("1. Trách nhiệm của các đơn vị", "2. Cơ quan thường trực")),
)
SENTENCES = (
    "- Thi đua nâng cao trách nhiệm của người đứng đầu các phòng chuyên môn trong thực hiện nhiệm vụ cải cách hành "
    "chính, rút ngắn thời gian giải quyết hồ sơ của người dân và doanh nghiệp.",
    "- Tỷ lệ hồ sơ giải quyết đúng hạn đạt từ 98% trở lên; mức độ hài lòng của người dân đạt tối thiểu 95%.",
    "- Tập thể: tối đa 05 tập thể; cá nhân: tối đa 12 cá nhân được Chủ tịch Ủy ban nhân dân phường tặng Giấy khen.",
    "- Tờ trình kèm theo danh sách (mẫu số 01 theo Nghị định số 152/2025/NĐ-CP); báo cáo thành tích; biên bản họp.",
    "- Hồ sơ gửi về Phòng Văn hóa - Xã hội trước ngày 15/12/2026 để tổng hợp, trình Chủ tịch Ủy ban nhân dân phường.",
    "- Giao Phòng Văn hóa - Xã hội theo dõi, hướng dẫn, kiểm tra, đôn đốc các đơn vị thực hiện Kế hoạch này.",
)
FOOT = """
3. Thời gian thi đua: Từ ngày ban hành Kế hoạch đến hết ngày 30/11/2026.

Trên đây là Kế hoạch phát động phong trào thi đua; yêu cầu các đơn vị nghiêm túc triển khai thực hiện./.

Nơi nhận:

- Sở Nội vụ;
- Các phòng chuyên môn;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Thành
"""


def text(times: int, run: int) -> str:
    """An invented plan; ``times`` makes it longer, ``run`` sets its sentences apart from those of other runs."""
    parts = [HEAD]
    for number, (title, subs) in enumerate(SECTIONS):
        parts.append(title)
        for sub in subs:
            parts.append(sub)
            for n in range(times):  # no sentence twice: nothing is remembered from another
                kept = SENTENCES[(number + n) % len(SENTENCES)]
                parts.append(f"{kept[:-1]}, theo việc số {run}.{len(parts)} của chương trình năm 2026.")
    return "\n\n".join(parts) + FOOT


def length() -> int:
    """How long the plan must be for its print to have six pages."""
    for times in range(2, 40):
        with PDFIUM_LOCK:
            document = pypdfium2.PdfDocument(pdf.render(from_text(text(times, 100))))
            count = len(document)
            document.close()
        if count >= PAGES:
            return times
    raise RuntimeError("no length gives six pages")


def as_word(bare: bytes) -> bytes:
    """The same text in a file as Word saves it."""
    source, made = python_docx.Document(io.BytesIO(bare)), python_docx.Document()
    for item in source.iter_inner_content():
        if isinstance(item, Table):
            table = made.add_table(len(item.rows), len(item.columns))
            for number, row in enumerate(item.rows):
                for at, cell in enumerate(row.cells):
                    table.cell(number, at).text = cell.text
            continue
        words = item.text.split(" ")
        target = made.add_paragraph()
        for start in range(0, len(words), RUN):
            last = start + RUN >= len(words)
            run = target.add_run(" ".join(words[start : start + RUN]) + ("" if last else " "))
            run.bold = bool(item.runs) and all(each.bold for each in item.runs)
            run.font.size = Pt(14)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def ours(data: bytes) -> None:
    """The file to a plan that passed its schema and checks."""
    reading = reader.read(data, "ke-hoach.docx")
    built = reader.build(reading.facts, code="bench", verdict=reading.verdict)
    if built.plan is None:
        raise RuntimeError(f"no plan: {[each.message for each in built.problems]}")


def peer(data: bytes) -> None:
    """python-docx: every paragraph and cell as text."""
    document = python_docx.Document(io.BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    if not any(lines):
        raise RuntimeError("nothing read")


def timed(work: Callable[[bytes], None], data: bytes) -> float:
    """Milliseconds of processor time: other work on the machine does not count."""
    start = time.process_time()
    work(data)
    return (time.process_time() - start) * 1000


def main() -> int:
    """Run, print, return 1 when the figure misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    times = length()
    bare = [docx.render(from_text(text(times, 100 + run))) for run in range(args.runs + 1)]
    found = {"as Word saves it": measure([as_word(data) for data in bare]), "bare": measure(bare)}
    ratio = found["as Word saves it"]["ratio"]
    if args.json:
        print(json.dumps({"bench": "reading", "ratio": ratio, "must": MUST, "stretch": STRETCH, "files": found}))
    else:
        print(f"17 plan, {PAGES} pages, DOCX to validated data: time against python-docx reading alone")
        print(f"   {ratio:.2f}x  (must <= {MUST:g}x, stretch <= {STRETCH:g}x)  {'ok' if ratio <= MUST else 'MISSED'}")
        for name, each in found.items():
            print(f"   {name}: {each['ours']:.1f} ms, python-docx {each['peer']:.1f} ms, {each['ratio']:.2f}x")
    return 0 if ratio <= MUST else 1


def measure(files: list[bytes]) -> dict[str, float]:
    """Medians in milliseconds and their ratio, a file of its own for each turn; the first loads libraries and lists."""
    taken: dict[str, list[float]] = {"ours": [], "peer": []}
    for data in files:
        for side, work in (("ours", ours), ("peer", peer)):
            taken[side].append(timed(work, data))
    medians = {side: statistics.median(times[1:]) for side, times in taken.items()}
    return {**medians, "ratio": medians["ours"] / medians["peer"]}


if __name__ == "__main__":
    sys.exit(main())
