"""Papers against their peers (rows 9, 10, 11 of the quality figures): ``python bench/documents.py [--json] [--runs 3]``.

Each side makes the same content: 200 certificates, one file for each person, and a decision of two pages with a list
of 50 rows. Ours go through the product's own code, stored under their SHA-256 and synced to disk. The peers (docxtpl,
docxtpl with LibreOffice, bare typst) are installed by this script into an environment of their own and do no more
than their users do. Sides take turns; figures are the median of the runs. Without ``soffice`` its part is skipped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from thidua.documents import docx, pdf
from thidua.documents.papers import AwardDecision, Awardee, Basis, Certificate, Heading, Signer

PEERS = ("docxtpl", "python-docx", "typst")
CERTIFICATES, DECISIONS, ROWS = 200, 10, 50
CHAIR = "Chủ tịch Ủy ban nhân dân phường Thanh Bình Đông"
MOVEMENT = "phong trào thi đua đẩy mạnh cải cách hành chính năm 2026"
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
GIVEN = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Giang",
    "Hạnh",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Mai",
    "Nam",
    "Phúc",
    "Quỳnh",
    "Sơn",
    "Thảo",
    "Tuấn",
]
SOFFICE = os.environ.get("SOFFICE") or shutil.which("soffice")

PEER_CODE = r'''
import json, sys, time
from pathlib import Path
task = json.loads(Path(sys.argv[1]).read_text("utf-8")); out = Path(task["out"]); kind = task["kind"]
people, rows, head = task["people"], task["rows"], task["head"]
def lines(document, texts):
    for text in texts: document.add_paragraph(text)
if kind == "docxtpl":
    import docx, docxtpl
    card = docx.Document(); lines(card, ["{{ nation }}", "{{ motto }}", "{{ authority }}", "TẶNG", "GIẤY KHEN", "{{ name }}", "{{ post }}", "{{ merit }}", "{{ number }}", "{{ seq }}", "{{ day }}", "{{ signer }}"]); card.save(out / "card.tpl")
    paper = docx.Document(); lines(paper, head)
    table = paper.add_table(rows=4, cols=4); table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ["TT", "Họ và tên", "Chức vụ, đơn vị", "Tiền thưởng"]): cell.text = text
    table.rows[1].cells[0].text = "{%tr for r in rows %}"; table.rows[3].cells[0].text = "{%tr endfor %}"
    for cell, key in zip(table.rows[2].cells, ["seq", "name", "post", "money"]): cell.text = "{{ r.%s }}" % key
    lines(paper, ["CHỦ TỊCH", "Nguyễn Văn Thành"]); paper.save(out / "paper.tpl")
    start = time.perf_counter()
    for n, person in enumerate(people):
        d = docxtpl.DocxTemplate(out / "card.tpl"); d.render({**task["common"], **person}); d.save(out / f"c{n}.docx")
    cards = time.perf_counter() - start; start = time.perf_counter()
    for n in range(task["decisions"]):
        d = docxtpl.DocxTemplate(out / "paper.tpl"); d.render({"rows": rows}); d.save(out / f"d{n}.docx")
    papers = time.perf_counter() - start
else:
    import typst
    layout = """#let p = json(bytes(sys.inputs.p))
#set page(paper: "a4", flipped: true, margin: 2cm)
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#set align(center)
*#p.nation* \\ *#p.motto*

#text(17pt, weight: "bold", p.authority)

*TẶNG*

#text(40pt)[*GIẤY KHEN*]

#text(26pt, weight: "bold", p.name)

#p.post

#p.merit

#text(13pt)[_ #p.number \\ #p.seq \\ #p.day _]

*#p.signer*
"""
    list_layout = """#let p = json(bytes(sys.inputs.p))
#set page(paper: "a4", margin: 2cm)
#set text(font: "Liberation Serif", size: 12pt, lang: "vi")
#for line in p.head [#line #parbreak()]
#table(columns: (6%, 32%, 40%, 22%), table.header([TT], [Họ và tên], [Chức vụ, đơn vị], [Tiền thưởng]), ..p.rows.map(r => (str(r.seq), r.name, r.post, r.money)).flatten())
#align(right)[*CHỦ TỊCH*]
"""
    (out / "c.typ").write_text(layout, "utf-8"); (out / "d.typ").write_text(list_layout, "utf-8")
    make = lambda name: typst.Compiler(str(out / name), font_paths=[task["fonts"]], ignore_system_fonts=True)
    card, paper = make("c.typ"), make("d.typ")
    start = time.perf_counter()
    for n, person in enumerate(people):
        card.compile(output=str(out / f"c{n}.pdf"), sys_inputs={"p": json.dumps({**task["common"], **person})})
    cards = time.perf_counter() - start; start = time.perf_counter()
    for n in range(task["decisions"]):
        paper.compile(output=str(out / f"d{n}.pdf"), sys_inputs={"p": json.dumps({"head": [*head, str(n)], "rows": rows})})
    papers = time.perf_counter() - start
print(json.dumps({"certificates": cards, "decision": papers / task["decisions"]}))
'''


def people(run: int) -> list[dict[str, str | int]]:
    """The awardees; other names in every run, so that nothing made before can be used again."""
    return [
        {
            "name": f"{FAMILY[(n + run) % 15]} {GIVEN[n % 20]} {GIVEN[(n // 20 + run * 3) % 20]}",
            "post": f"Công chức, Trung tâm Phục vụ hành chính công số {n % 30 + 1}",
            "seq": n + 1,
            "money": "760.000",
        }
        for n in range(CERTIFICATES)
    ]


def certificates(run: int) -> list[Certificate]:
    """Our certificates, each with its own check mark."""
    signer = Signer(name="Nguyễn Văn Thành", post="Chủ tịch")
    return [
        Certificate(
            kind="individual",
            recipient=str(person["name"]),
            authority=CHAIR,
            detail=str(person["post"]),
            merit=f"Đã có thành tích xuất sắc trong {MOVEMENT}",
            signer=signer,
            seq=int(person["seq"]),
            number=512,
            day=date(2026, 12, 22),
            place="Thanh Bình Đông",
            check_code=f"{run:04d}-{n:04d}",
            check_url=f"https://thidua.example/kt/{run:06d}{n:010d}ABCDEFGH",
        )
        for n, person in enumerate(people(run))
    ]


def decision(run: int, number: int) -> AwardDecision:
    """Our decision with its list of 50."""
    rows = people(run)[:ROWS]
    return AwardDecision(
        heading=Heading(
            issuer="Ủy ban nhân dân\nphường Thanh Bình Đông",
            symbol="QĐ-UBND",
            number=500 + run * 50 + number,
            place="Thanh Bình Đông",
            day=date(2026, 12, 22),
        ),
        authority=CHAIR,
        award_form="Giấy khen",
        movement=MOVEMENT,
        merit=f"xuất sắc trong {MOVEMENT}",
        bases=(Basis(kind="Luật", title="Thi đua, khen thưởng", day=date(2022, 6, 15)), "Theo đề nghị của Phòng"),
        awardees=tuple(
            Awardee(
                kind="individual", name=str(r["name"]), seq=int(r["seq"]), post=str(r["post"]), amount=760_000 + number
            )
            for r in rows
        ),
        executors=("Chánh Văn phòng",),
        fund="Quỹ thi đua, khen thưởng",
        recipients=("Như Điều 3", "Lưu: VT"),
        signer=Signer(name="Nguyễn Văn Thành", post="Chủ tịch"),
    )


def store(files: Iterable[bytes], folder: Path) -> int:
    """Each file under its hash and synced, as the product keeps papers; the number of files.

    The disk works on one file while the next is made.
    """

    def keep(data: bytes) -> None:
        target = folder / hashlib.sha256(data).hexdigest()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    with ThreadPoolExecutor(4) as disk:
        kept = [disk.submit(keep, data) for data in files]
    return len([done.result() for done in kept])


def ours(run: int, work: Path) -> dict[str, float]:
    """Seconds for all certificates and for one decision, both formats."""
    timings: dict[str, float] = {}
    for name, made in (("pdf", pdf), ("docx", docx)):
        folder = work / f"ours-{name}-{run}"
        folder.mkdir()
        cards = certificates(run)
        timings[f"certificates_{name}"] = timed(lambda m=made, c=cards, f=folder: store(m.render_many(c), f))
        papers = [decision(run, number) for number in range(DECISIONS)]
        timings[f"decision_{name}"] = timed(lambda m=made, p=papers, f=folder: store(m.render_many(p), f)) / DECISIONS
    return timings


def timed(work: Callable[[], object]) -> float:
    """Seconds the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peer(kind: str, run: int, work: Path, python: Path) -> dict[str, float]:
    """Seconds of one peer, in its own process; start-up is not counted."""
    out = work / f"{kind}-{run}"
    out.mkdir()
    merit = f"Đã có thành tích xuất sắc trong {MOVEMENT}"
    task = {
        "kind": kind,
        "out": str(out),
        "fonts": str(pdf.FONTS),
        "decisions": DECISIONS,
        "people": people(run),
        "rows": people(run)[:ROWS],
        "head": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "QUYẾT ĐỊNH", CHAIR, f"Điều 1. {merit}", "Điều 2.", "Điều 3."],
        "common": {
            "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "motto": "Độc lập - Tự do - Hạnh phúc",
            "authority": CHAIR.upper(),
            "merit": merit,
            "number": "Số quyết định: 512/QĐ-UBND, ngày 22 tháng 12 năm 2026",
            "day": "Thanh Bình Đông, ngày 22 tháng 12 năm 2026",
            "signer": "Nguyễn Văn Thành",
        },
    }
    order = out / "task.json"
    order.write_text(json.dumps(task), "utf-8")
    code = work / "peer.py"
    code.write_text(PEER_CODE, "utf-8")
    done = subprocess.run([python, code, order], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def office(run: int, work: Path) -> dict[str, float]:
    """Seconds LibreOffice takes to turn docxtpl's files into PDF, all in one call: its best case."""
    source, out = work / f"docxtpl-{run}", work / f"office-{run}"
    base = [str(SOFFICE), f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf"]
    cards, papers = sorted(source.glob("c*.docx")), sorted(source.glob("d*.docx"))

    def convert(files: list[Path]) -> None:
        subprocess.run([*base, "--outdir", str(out), *map(str, files)], check=False, capture_output=True)

    if run == 0:
        convert(cards[:1])  # makes the profile; the very first call may do only that
    result = {"certificates": timed(lambda: convert(cards)), "decision": timed(lambda: convert(papers)) / DECISIONS}
    if len(list(out.glob("*.pdf"))) < len(cards) + len(papers):
        raise RuntimeError("LibreOffice left out files")
    return result


def environment(cache: Path) -> Path:
    """The Python of the peers' own environment, made at the first call."""
    python = cache / "bin" / "python"
    if not python.exists():
        venv.create(cache, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PEERS], check=True)
    return python


def ratios(
    ours_: dict[str, float], docxtpl: dict[str, float], typst: dict[str, float], office_: dict[str, float] | None
) -> list[tuple[str, float, str, bool]]:
    """Rows 9, 10 and 11: name, figure, what is asked, whether it holds."""
    rows: list[tuple[str, float, str, bool]] = []

    def at_least(name: str, figure: float, must: float) -> None:
        rows.append((name, figure, f"≥ {must:g}", figure >= must))

    def at_most(name: str, figure: float, must: float) -> None:
        rows.append((name, figure, f"≤ {must:g}", figure <= must))

    if office_ is not None:
        whole = docxtpl["certificates"] + office_["certificates"]
        at_least("9  200 certificates PDF: speed against docxtpl + LibreOffice", whole / ours_["certificates_pdf"], 10)
    at_least(
        "9  200 certificates PDF: speed against bare typst", typst["certificates"] / ours_["certificates_pdf"], 0.5
    )
    at_least("10 200 certificates DOCX: speed against docxtpl", docxtpl["certificates"] / ours_["certificates_docx"], 4)
    if office_ is not None:
        whole = docxtpl["decision"] + office_["decision"]
        at_most("11 decision PDF: time against docxtpl + LibreOffice", ours_["decision_pdf"] / whole, 0.2)
    at_most("11 decision DOCX: time against docxtpl", ours_["decision_docx"] / docxtpl["decision"], 0.7)
    return rows


def median(runs: list[dict[str, float]]) -> dict[str, float]:
    """Median of each figure."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def measure(runs: int = 3, cache: Path | None = None) -> dict[str, Any]:
    """All sides in turn: ``ratios`` (name, figure, must, holds), ``seconds`` by side, ``skipped`` peers."""
    python = environment(cache or Path(tempfile.gettempdir()) / "thidua-bench-documents")
    taken: dict[str, list[dict[str, float]]] = {"ours": [], "docxtpl": [], "typst": [], "office": []}
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
        work = Path(name)
        store(
            pdf.render_many([certificates(99)[0], decision(99, 0)]), work
        )  # reads fonts once, as a running worker has
        for run in range(runs):
            taken["ours"].append(ours(run, work))
            taken["docxtpl"].append(peer("docxtpl", run, work, python))
            taken["typst"].append(peer("typst", run, work, python))
            if SOFFICE:
                taken["office"].append(office(run, work))
    medians = {side: median(taken_) for side, taken_ in taken.items() if taken_}
    rows = ratios(medians["ours"], medians["docxtpl"], medians["typst"], medians.get("office"))
    shown = [{"name": n, "figure": round(f, 3), "must": m, "holds": h} for n, f, m, h in rows]
    skipped = [] if SOFFICE else ["docxtpl + LibreOffice: no soffice on this machine"]
    return {"bench": "documents", "ratios": shown, "seconds": medians, "skipped": skipped}


def main() -> int:
    """Run, print, return 1 when a figure that must hold does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--cache", type=Path, help="folder for the peers' environment")
    args = parser.parse_args()
    result = measure(args.runs, args.cache)
    rows: list[dict[str, Any]] = result["ratios"]
    if args.json:
        print(json.dumps(result))
    else:
        for row in rows:
            print(f"{row['name']:64} {row['figure']:7.2f}  {row['must']:6} {'ok' if row['holds'] else 'MISSED'}")
        for line in result["skipped"]:
            print(f"skipped: {line}")
    return 0 if all(row["holds"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
