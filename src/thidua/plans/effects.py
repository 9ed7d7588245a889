"""What the program does with each element of a plan, one Vietnamese sentence each, for the page of the movement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from . import after_event, calendar, model
from .calendar import day_text
from .model import Plan
from .references import Element
from .vocabulary import CHOICES, DUTY_TYPES, GRADE_NAMES, ROLES, ROUND_ACTS
from .wording import deadline_text, expression_text, hour_text, judged

BROUGHT: Final = re.compile(r"(?i)(ảnh|bản sao|bản chụp|video|hóa đơn|biên lai|chứng từ)\b")  # papers not written
KINDS: Final = {"collective": "tập thể", "individual": "cá nhân", "household": "hộ gia đình"}


@dataclass(frozen=True, slots=True)
class Effect:
    """``title`` names the element, ``detail`` says what the program does with it (full sentences).

    ``how``: enforce (an act is refused or asked for reasons), compute (worked out from data), document (printed
    on papers), show (kept and shown, nothing more).
    """

    title: str
    detail: str
    how: Literal["enforce", "compute", "document", "show"]


@dataclass(frozen=True, slots=True)
class _At:
    plan: Plan
    issued: dt.date | None
    year: int


def effect(plan: Plan, element: Element, *, issued: dt.date | None, year: int) -> Effect:
    """Effect of one element; ``issued`` is None in a draft, ``year`` the year of the round it is shown for."""
    return _EFFECTS[type(element)](element, _At(plan, issued, year))


# ---------------------------------------------------------------- identity


def _issuer(each: model.Issuer, at: _At) -> Effect:
    return Effect(each.name, f"Chỉ đơn vị thuộc {each.name} tham gia và lập hồ sơ trong phong trào này.", "enforce")


def _identity(each: model.Identity, at: _At) -> Effect:
    if each.number is None or each.date is None or len(each.date) == 7:
        detail = "Văn bản để trống số hoặc ngày: khi phát động phải ghi đủ, và mọi thời gian tính từ ngày đó."
        return Effect("Số, ngày ban hành", detail, "enforce")
    number = f"{each.number}/{each.symbol}" if each.symbol and "/" not in each.number else each.number
    day = day_text(dt.date.fromisoformat(each.date))
    return Effect(f"Số {number}", f"In trên giấy tờ viện dẫn kế hoạch; thời gian tính từ ngày {day}.", "document")


def _movement(each: model.MovementName, at: _At) -> Effect:
    return Effect(each.short, "Tên này được dùng trên mọi trang và giấy tờ của phong trào.", "document")


def _signer(each: model.Signer, at: _At) -> Effect:
    lines = {
        "TM": "“TM. ỦY BAN NHÂN DÂN”",
        "TM_KT": "“TM. ỦY BAN NHÂN DÂN”, “KT. CHỦ TỊCH”",
        "KT": "“KT. CHỦ TỊCH”",
        "own": "không có dòng thay mặt",
    }
    return Effect(f"{each.position} {each.name}", f"Khối chữ ký của kế hoạch: {lines[each.capacity]}.", "document")


def _period(each: model.Period, at: _At) -> Effect:
    title = "Thời gian phong trào"
    if each.end_op == "event":
        event = next((known.label for known in at.plan.events if known.id == each.event), str(each.event))
        return Effect(title, f"Phong trào để mở cho đến khi ghi nhận ngày của sự kiện “{event}”.", "enforce")
    if each.end_op == "none":
        return Effect(
            title, f"Kế hoạch không ghi thời gian; tạm tính {_assumed(each)} cho đến khi có trả lời.", "compute"
        )
    if at.issued is None and each.start == "issue":
        span = calendar.period(at.plan, dt.date.min, {})
        return Effect(
            title, f"Phong trào chạy từ ngày ban hành{span.text.partition(day_text(dt.date.min))[2]}.", "enforce"
        )
    return Effect(title, f"Phong trào chạy {calendar.period(at.plan, at.issued or dt.date.min, {}).text}.", "enforce")


def _assumed(each: model.Period) -> str:
    first = f"từ {day_text(dt.date.fromisoformat(each.assumed_from))}" if each.assumed_from else "từ ngày ban hành"
    return f"{first} đến hết {day_text(dt.date.fromisoformat(each.assumed_to))}" if each.assumed_to else first


def _document(each: model.DocRef, at: _At) -> Effect:
    title = f"{each.doc_type} {each.number}" if each.number else f"{each.doc_type} {each.subject or ''}".strip()
    if each.relation == "cited":
        return Effect(title, "Văn bản được viện dẫn, hiện cạnh mục dùng đến nó.", "show")
    return Effect(title, "Căn cứ của kế hoạch; chương trình báo lỗi nếu văn bản này đề sau ngày kế hoạch.", "compute")


def _cascade(each: model.Cascade, at: _At) -> Effect:
    parts = ["Phong trào gắn với phong trào của cấp trên."] if each.higher else []
    if each.lower_required:
        parts.append("Đơn vị phải có kế hoạch riêng; nơi chưa nộp được nêu tên.")
    return Effect("Liên kết cấp trên, cấp dưới", " ".join(parts) or "Kế hoạch không nêu cấp trên, cấp dưới.", "show")


def _money(each: model.Money, at: _At) -> Effect:
    rule = f"Nghị định {each.decree} hoặc văn bản thay thế" if each.decree else "văn bản pháp luật"
    fund = f" Nguồn chi: {each.fund[:1].lower()}{each.fund[1:]}." if each.fund else ""
    return Effect(
        "Tiền thưởng",
        f"Mức tiền theo {rule} có hiệu lực ngày ký quyết định, nhân với lương cơ sở ngày đó.{fund}",
        "compute",
    )


# ---------------------------------------------------------------- who and what


def _event(each: model.Event, at: _At) -> Effect:
    opened = [known.label for known in at.plan.rounds if known.opens_after == each.id]
    parts = [f"mở {', '.join(f'“{label}”' for label in opened)}"] if opened else []
    moved = [CHOICES["Deadline", "act"][due.act].lower() for due in after_event.waiting(at.plan, each.id)]
    parts += [f"tính hạn {' và hạn '.join(dict.fromkeys(moved))}"] if moved else []
    if at.plan.period.event == each.id:
        parts.append("kết thúc thời gian phong trào")
    return Effect(
        each.label, f"Ghi nhận ngày của sự kiện này sẽ {' và '.join(parts) or 'hiện trên dòng thời gian'}.", "enforce"
    )


def _statement(each: model.Statement, at: _At) -> Effect:
    return Effect(each.label, each.does, "show")


def _audience(each: model.Audience, at: _At) -> Effect:
    needs = CHOICES["Audience", "needs"]
    asked = f", kèm điều kiện: {'; '.join(needs[need].lower() for need in each.needs)}" if each.needs else ""
    return Effect(each.label, f"Chỉ nhận đề nghị cho {KINDS[each.kind]} thuộc nhóm này{asked}.", "enforce")


def _content(each: model.Content, at: _At) -> Effect:
    return Effect(each.label, "Nội dung để đơn vị báo cáo thành tích.", "show")


def _criterion(each: model.Criterion, at: _At) -> Effect:
    if each.measure == "judgement":
        return Effect(each.label, "Người xét kết luận, có ghi lý do.", "show")
    if each.measure == "document":
        return Effect(each.label, "Theo dõi văn bản chứng minh của đơn vị.", "show")
    name = CHOICES["Criterion", "measure"][each.measure].lower()
    whose = f" của cả {at.plan.issuer.name}" if each.of == "issuer" else ""
    asked = f"so với mức phải đạt: {target_text(each)}" if each.op and each.value else "kế hoạch không đặt ngưỡng"
    return Effect(each.label, f"Theo dõi {name}{whose}; {asked}.", "compute")


SPOKEN: Final[Mapping[str, str]] = {
    ">=": "từ {} trở lên", "<=": "không quá {}", ">": "hơn {}", "<": "dưới {}", "=": "đúng {}"
}  # fmt: skip


def target_text(each: model.Criterion, words: Mapping[str, str] = SPOKEN) -> str:
    """What a criterion with a threshold asks: “từ 96% trở lên”, “xếp loại từ Khá trở lên”, “từ hạng 10 trở lên”, “tăng
    so với năm trước”. Only where ``op`` and ``value`` are there; ``words`` says each ``op``."""
    value, op = str(each.value), str(each.op)
    if each.measure == "class":
        grade = GRADE_NAMES.get(value, value)
        return f"xếp loại {grade if op == '=' else words[op].format(grade)}"
    number = number_text(value)
    if each.measure == "rank":
        return f"hạng {number}" if op == "=" else f"từ hạng {number} trở lên"
    unit = "" if each.unit in (None, "", "class", "rank") else "%" if each.unit == "%" else f" {each.unit}"
    if each.measure == "change":
        more = words[op].format(f"{number}{unit}")
        return "tăng so với năm trước" if (op, value) == (">", "0") else f"tăng {more} so với năm trước"
    return words[op].format(f"{number}{unit}")


def number_text(value: str) -> str:
    """``3000`` → ``3.000``, ``0.5`` → ``0,5``; anything that is no plain number stays."""
    whole, _, part = value.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.isdecimal() else whole
    return f"{grouped},{part}" if part else grouped


# ---------------------------------------------------------------- commendation


def _round(each: model.Round, at: _At) -> Effect:
    first = dt.date(at.plan.movement.year_from, 1, 1)
    found = [known for known in calendar.rounds(at.plan, at.issued or first) if known.round_id == each.id]
    years = ", ".join(str(known.year) for known in found)
    wait = next((known.label for known in at.plan.events if known.id == each.opens_after), None)
    gate = f" Chỉ mở sau khi ghi nhận “{wait}”." if wait else ""
    return Effect(each.label, f"Mở {len(found):02} đợt xét: năm {years}.{gate}", "enforce")


def _award(each: model.Award, at: _At) -> Effect:
    if each.mode == "award":
        return Effect(each.label, f"{each.authority} quyết định; chương trình soạn quyết định và bản khen.", "document")
    return Effect(each.label, f"Chỉ lập hồ sơ trình {each.authority}; kết quả được ghi lại khi có trả lời.", "document")


def _quota(each: model.Quota, at: _At) -> Effect:
    title = f"{'Tối đa ' if each.op == 'max' else ''}{each.value:02} {KINDS[each.kind]}"
    fewer = "; ít hơn phải nêu lý do" if each.op == "exact" else "; ít hơn cũng được"
    return Effect(title, f"Không cho quá {each.value:02} {KINDS[each.kind]}{fewer}.", "enforce")


def _standard(each: model.Standard, at: _At) -> Effect:
    tail = " Phần cần người kết luận thì chờ kết luận có lý do." if judged(each.expr) else ""
    text = expression_text(each.expr, at.plan)
    return Effect(each.label, f"Xét từng {KINDS[each.kind]}: {text}.{tail}", "compute")


def _exclusion(each: model.Exclusion, at: _At) -> Effect:
    if each.on == "dossier":
        late = "Hồ sơ nộp sau hạn bị chặn." if each.rule == "late" else "Không có hồ sơ thì không vào danh sách xét."
        return Effect(each.label, late, "enforce")
    assert each.expr is not None
    return Effect(each.label, f"Không xét khi: {expression_text(each.expr, at.plan)}.", "enforce")


def _paper(each: model.PaperItem, at: _At) -> Effect:
    form = f", theo mẫu số {each.form_number}" if each.form_number else ""
    decree = f" Nghị định {each.form_decree} hoặc mẫu thay thế đang có hiệu lực" if each.form_decree else ""
    per = "mỗi tập thể, cá nhân được đề nghị" if each.per == "candidate" else "mỗi hồ sơ"
    only = " khi trình cấp trên" if each.modes == ("propose",) else ""
    if not each.form_number and BROUGHT.match(each.name):
        return Effect(each.name, f"Bắt buộc cho {per}{only}; chương trình không soạn được, đơn vị gửi tệp.", "enforce")
    return Effect(each.name, f"Bắt buộc cho {per}{only}; chương trình soạn sẵn{form}{decree}.", "enforce")


def _deadline(each: model.Deadline, at: _At) -> Effect:
    name = f"Hạn {CHOICES['Deadline', 'act'][each.act].lower()}"
    if (after := after_event.parse(each.rule)) is not None:
        return _after_event(each, after, name, at.plan)
    closing = calendar.closes(each, at.year)
    assert closing is not None  # only a deadline after an event may have none
    title = f"{name}: {day_text(closing.last_day)} là ngày cuối"
    if each.time is not None:
        end = f"lúc {hour_text(each.time)} ngày {day_text(closing.closes_at.date())}"
        meaning = "hạn ghi giờ nên đóng đúng giờ đó, không chờ hết ngày"
    elif each.op == "before":
        end = f"lúc 0 giờ ngày {day_text(closing.closes_at.date())}"
        meaning = "“trước ngày” nghĩa là chính ngày đó đã muộn"
    else:
        end = f"khi hết ngày {day_text(closing.last_day)}"
        meaning = "“chậm nhất là ngày” nghĩa là chính ngày đó vẫn còn kịp"
    if each.act != "dossier":
        return Effect(title, f"Thời hạn hết {end}; {meaning}.{_REMINDS[each.act in ROUND_ACTS]}", "show")
    return Effect(title, f"Cửa nhận đóng {end}; {meaning}. {_LATE[each.late]}", "enforce")


_REMINDS: Final = {True: "", False: " Ngày này hiện trên trang phong trào và trong việc của những người liên quan."}
_LATE: Final = {
    "barred": "Hồ sơ muộn không nộp được.",
    "to_decider": "Kế hoạch không nói về hồ sơ muộn: vẫn nộp được, có đánh dấu muộn để người có thẩm quyền quyết định.",
}


def _after_event(each: model.Deadline, after: after_event.AfterEvent, name: str, plan: Plan) -> Effect:
    title = f"{name}: {deadline_text(each, plan)}"
    if after.event == after_event.DOSSIER_CLOSED:
        when = f"Hạn chưa biết ngày cho đến khi biết hạn nộp hồ sơ: {after_event.text(after, plan)}; hạn tự tính theo hạn đó."
    else:
        when = f"Hạn chưa biết: {after_event.text(after, plan)}; khi nhập ngày của sự kiện này, hạn tự tính."
    if after.working:
        when += " Ngày làm việc là thứ Hai đến thứ Sáu; chương trình không biết ngày nghỉ lễ, tết nên chưa trừ."
    if each.act != "dossier":
        return Effect(title, when, "compute")
    return Effect(title, f"{when} Chưa có ngày thì không chặn hồ sơ nào. Khi đã có: {_LATE[each.late]}", "enforce")


def _step(each: model.RouteStep, at: _At) -> Effect:
    title = f"{CHOICES['RouteStep', 'act'][each.act]}: {each.body}"
    place = at.plan.route.index(each) + 1 if each in at.plan.route else 0
    count = len(at.plan.route)
    return Effect(
        title,
        f"Việc thứ {place} trong {count} việc chương trình làm lần lượt, do vai “{ROLES[each.role]}” làm.",
        "enforce",
    )


# ---------------------------------------------------------------- around it


def _duty(each: model.Duty, at: _At) -> Effect:
    asked = "đề nghị" if each.mode == "request" else "giao"
    limit = (
        f" Phải xong {deadline_text(each.deadline, at.plan)}; quá ngày thì đánh dấu quá hạn." if each.deadline else ""
    )
    return Effect(each.label, f"Nhiệm vụ “{DUTY_TYPES[each.type]}” {asked} {each.body}.{limit}", "show")


def _recipient(each: model.Recipient, at: _At) -> Effect:
    how = {
        "send": "In ở “Nơi nhận”.",
        "archive": "In ở “Nơi nhận”; bản lưu.",
        "publish": "In ở “Nơi nhận”; đăng công khai.",
    }
    return Effect(each.label, how[each.delivery], "document")


def _feedback(each: model.Feedback, at: _At) -> Effect:
    name = CHOICES["Feedback", "type"][each.type].lower()
    return Effect(each.label, f"Nơi tiếp nhận {name}, hiện trên trang phong trào.", "show")


def _question(each: model.OpenQuestion, at: _At) -> Effect:
    return Effect(each.text, f"Cho đến khi có trả lời: {each.assumption}", "show")


_EFFECTS: Final[dict[type, Callable[[Any, _At], Effect]]] = {
    model.Issuer: _issuer,
    model.Identity: _identity,
    model.MovementName: _movement,
    model.Signer: _signer,
    model.Period: _period,
    model.DocRef: _document,
    model.Cascade: _cascade,
    model.Money: _money,
    model.Event: _event,
    model.Statement: _statement,
    model.Audience: _audience,
    model.Content: _content,
    model.Criterion: _criterion,
    model.Round: _round,
    model.Award: _award,
    model.Quota: _quota,
    model.Standard: _standard,
    model.Exclusion: _exclusion,
    model.PaperItem: _paper,
    model.Deadline: _deadline,
    model.RouteStep: _step,
    model.Duty: _duty,
    model.Recipient: _recipient,
    model.Feedback: _feedback,
    model.OpenQuestion: _question,
}
