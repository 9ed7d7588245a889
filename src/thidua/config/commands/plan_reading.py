"""``thidua plan read`` and the check of a paper: a DOCX, PDF, picture or text on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from thidua import plans, reader
from thidua.config.commands import adding
from thidua.documents.base import slug
from thidua.rules.findings import Finding

SEVERITIES: Final = {"error": "LỖI", "warning": "Cần xem", "info": "Lưu ý"}
_ORIGINS: Final = {"docx": "văn bản Word", "pdf": "PDF có chữ", "scan": "bản quét", "text": "văn bản thuần"}
_LONG: Final = 110  # letters of a quote on one line


def register(acts: adding.Commands) -> None:
    """Add ``plan read``."""
    reading = adding.command(
        acts,
        "read",
        help="đọc kế hoạch từ tệp Word, PDF, ảnh quét hoặc văn bản; mã thoát 2: không đọc được, 1: chưa dựng được",
        description="Đọc một kế hoạch từ tệp DOCX, PDF, JPG, PNG, TXT, MD (tối đa 20 MB, 60 trang).",
        epilog="""Ví dụ:
  thidua plan read ke-hoach.docx                     dữ kiện theo nhóm, câu hỏi còn mở
  thidua plan read ban-quet.pdf -o ke-hoach.yaml     ghi kế hoạch thành tệp YAML
  thidua plan read ke-hoach.pdf --facts              dạng phẳng (JSON), kèm nhận xét của phần kiểm tra
""",
    )
    reading.add_argument("file", metavar="TỆP", type=Path, help="tệp kế hoạch")
    reading.add_argument("-o", "--output", metavar="YAML", type=Path, help="ghi kế hoạch ra tệp này")
    form = reading.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in toàn bộ bản đọc dạng JSON")
    form.add_argument("--facts", action="store_true", help="in dữ kiện dạng phẳng (JSON)")
    reading.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read one file and print it in the form asked for."""
    reading = open_reading(arguments.file)
    if reading is None:
        return 2
    if arguments.facts:
        print(json.dumps(reader.flat(reading, reader.check(reading)), ensure_ascii=False, indent=2))
    elif arguments.json:
        print(json.dumps(reader.to_data(reading), ensure_ascii=False, indent=2))
    elif arguments.output is None:
        print("\n".join(_lines(arguments.file, reading)))
    return 0 if arguments.output is None else _write(arguments.output, arguments.file, reading)


def check(file: Path) -> int:
    """Print what the check finds in a paper; 1 when one of the remarks is an error."""
    reading = open_reading(file)
    if reading is None:
        return 2
    built = reader.build(reading.facts, code=slug(file.stem), verdict=reading.verdict)
    remarks = reader.check_all(reading, plan=built.plan)
    print(f"{_head(file, reading)} {len(reading.facts)} dữ kiện, {len(remarks)} nhận xét.")
    for remark in remarks:
        place = f" [mục {remark.path}]" if remark.path else ""
        print(f"- {SEVERITIES[remark.severity]}{place} {remark.message}")
        if remark.quote:
            print(f"    “{_short(remark.quote)}”")
        if remark.suggestion:
            print(f"    Đề nghị: {remark.suggestion}")
    return 1 if any(remark.severity == "error" for remark in remarks) else 0


def open_reading(file: Path) -> reader.Reading | None:
    """The reading of a file; a sentence on the error stream and None where it cannot be read."""

    def tell(done: int, total: int) -> None:
        if total > 1 and sys.stderr.isatty():
            print(f"\rĐã đọc trang {done}/{total}", end="\n" if done == total else "", file=sys.stderr)

    try:
        return reader.read(file.read_bytes(), file.name, progress=tell)
    except FileNotFoundError:
        print(f"Không có tệp “{file}”. Kiểm tra lại đường dẫn.", file=sys.stderr)
    except IsADirectoryError:
        print(f"“{file}” là thư mục. Chỉ ra một tệp kế hoạch.", file=sys.stderr)
    except OSError as error:
        print(f"Không mở được tệp “{file}”: {error.strerror}. Kiểm tra quyền đọc tệp.", file=sys.stderr)
    except reader.Unreadable as error:
        print(error, file=sys.stderr)
    return None


def _head(file: Path, reading: reader.Reading) -> str:
    return f"{file}: {_ORIGINS[reading.pages.origin]}, {reading.pages.count} trang."


def _lines(file: Path, reading: reader.Reading) -> Iterator[str]:
    """The reading for people: verdict, facts by group, questions."""
    yield _head(file, reading)
    yield from reading.pages.notes
    launches = "Phát động phong trào thi đua" if reading.verdict.launches else "Không phát động phong trào thi đua"
    yield f"{launches}: {reading.verdict.why}"
    for group, title in reader.GROUPS.items():
        facts = [fact for fact in reading.facts if reader.KINDS[fact.kind].group == group]
        if facts:
            yield f"\n{title.upper()}"
            yield from map(_fact, facts)
    built = reader.build(reading.facts, code=slug(file.stem), verdict=reading.verdict)
    if built.problems:
        yield "\nCHƯA ĐỦ ĐỂ DỰNG KẾ HOẠCH" if built.plan is None else "\nCẦN XEM"
        yield from _findings(built.problems)
    if built.questions:
        yield f"\nCÂU HỎI CÒN MỞ ({len(built.questions)})"
        yield from (f"- {question.text}" for question in built.questions)


def _fact(fact: reader.Fact) -> str:
    place = f"  [mục {fact.path}]" if fact.path else ""
    doubt = f"  (chưa chắc: {fact.doubt})" if fact.doubt else ""
    return f"- {reader.KINDS[fact.kind].label}: {_short(fact.quote)}{place}{doubt}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    return (f"- {SEVERITIES[each.severity]} {each.message}" for each in findings)


def _write(output: Path, file: Path, reading: reader.Reading) -> int:
    """The plan as a YAML file; an existing file is never overwritten."""
    built = reader.build(reading.facts, code=slug(output.stem), verdict=reading.verdict)
    if built.plan is None:
        print(f"{file}: chưa dựng được kế hoạch.", *_findings(built.problems), sep="\n", file=sys.stderr)
        return 1
    try:
        with output.open("x", encoding="utf-8") as target:
            target.write(plans.to_yaml(built.plan))
    except FileExistsError:
        print(f"Tệp “{output}” đã có. Chọn tên khác hoặc dời tệp cũ đi.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Không ghi được “{output}”: {error.strerror}.", file=sys.stderr)
        return 2
    print(
        f"Đã ghi {output}: {len(list(plans.elements(built.plan)))} mục, {len(built.questions)} câu hỏi còn mở.",
        file=sys.stderr,
    )
    return 0
