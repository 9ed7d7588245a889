"""What people decide about the facts of a draft: accept, correct, reject, add; sentences seen, remarks waived.

Each act is one transaction and one entry of the journal. ``version`` is that of the fact the person saw; whoever comes
second gets ``Changed`` with the fact as it stands now, so that both texts can be shown.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Max

from thidua.audit import journal
from thidua.drafting import choosing, elements
from thidua.drafting.acting import need_office, touch
from thidua.drafting.kinds import complete, empty_words, kind_of, tells
from thidua.drafting.models import Draft, DraftFact, SeenSentence, Waiver
from thidua.drafting.saying import say
from thidua.org.models import User
from thidua.reader import Kind
from thidua.rules.findings import Finding, Refused

SURE: Final = 0.8  # confidence from which the reader itself has no doubt (reader.model.Fact)


class Changed(Refused):
    """Somebody else decided about the fact meanwhile; ``fact`` is how it stands now."""

    def __init__(self, fact: DraftFact) -> None:
        message = "Chưa ghi được: dữ kiện này vừa được sửa ở nơi khác. Xem hai bản rồi chọn."
        super().__init__([Finding("stale", "error", message)])
        self.fact = fact


def accept(*, fact: DraftFact, version: int, by: User, at: datetime) -> DraftFact:
    """The fact is as the document says. One that still has to be filled in is refused."""
    kind = kind_of(fact.kind)
    if not complete(kind, fact.value):
        message = f"Dữ kiện “{kind.label}” chưa điền đủ. Bấm Sửa, điền rồi ghi."
        raise Refused([Finding("fact_empty", "error", message)])
    return _decide(fact, version, by, at, "accept", "Duyệt", state="accepted")


def reject(*, fact: DraftFact, version: int, by: User, at: datetime) -> DraftFact:
    """The document does not say this; the fact stays visible and takes no part in the plan."""
    return _decide(fact, version, by, at, "reject", "Bỏ", state="rejected")


def undo(*, fact: DraftFact, version: int, by: User, at: datetime) -> DraftFact:
    """Take a decision back: the fact waits again; a corrected value stays, what was read stays beside it."""
    need_office(fact.draft, by, at)
    if fact.state == "pending":
        return fact
    return _decide(fact, version, by, at, "undo", "Hoàn tác quyết định về", state="pending")


def correct(*, fact: DraftFact, version: int, value: Mapping[str, Any], by: User, at: datetime) -> DraftFact:
    """The document says something else; what the program had read is kept beside it."""
    _need_words(kind_of(fact.kind), value)
    was = fact.was if fact.was is not None or value == fact.value else fact.value
    return _decide(fact, version, by, at, "correct", "Sửa", state="accepted", value=dict(value), was=was)


def _need_words(kind: Kind, value: Mapping[str, Any]) -> None:
    """Refuse a fact that says nothing."""
    if not tells(kind, value):
        raise Refused([Finding("fact_empty", "error", empty_words(kind))])


def _decide(
    fact: DraftFact, version: int, by: User, at: datetime, act: str, word: str, *, state: str, **changes: Any
) -> DraftFact:
    draft = fact.draft
    need_office(draft, by, at)
    events = _events(draft, fact.kind)
    before = say(fact.kind, fact.value, events)
    with transaction.atomic():
        done = DraftFact.objects.filter(pk=fact.pk, version=version).update(
            state=state, version=version + 1, by=by, at=at, **changes
        )
        fact.refresh_from_db()
        if not done:
            again = fact.by_id == by.pk and fact.state == state and (not changes or changes["value"] == fact.value)
            if again and fact.version == version + 1:  # the second of two clicks
                return fact
            raise Changed(fact)
        touch(draft, at, f"{word.lower()} dữ kiện")
        after = say(fact.kind, fact.value, events)
        words = after if act != "correct" or before == after else f"{before} thành {after}"
        _note(draft, f"fact.{act}", f"{word} dữ kiện {kind_of(fact.kind).label}: {words}", by, at, fact)
    return fact


def _events(draft: Draft, kind: str) -> dict[str, str]:
    """Id → words of the events an element of a copied plan may hang on."""
    return dict(choosing.known_of(draft).events) if kind in choosing.DAYS else {}


def add(
    *,
    draft: Draft,
    kind: str,
    value: Mapping[str, Any],
    path: str,
    quote: str,
    spans: Sequence[Sequence[int]],
    by: User,
    at: datetime,
) -> DraftFact:
    """A fact the program did not see, from a sentence a person chose (or from none)."""
    need_office(draft, by, at)
    _need_words(kind_of(kind), value)
    with transaction.atomic():
        touch(draft, at, "thêm dữ kiện")
        last = draft.facts.aggregate(last=Max("place"))["last"]
        if kind.startswith(elements.PREFIX):
            value = elements.fresh_value(kind, value, draft.facts.values_list("value__id", flat=True))
        fact = DraftFact.objects.create(
            draft=draft,
            place=0 if last is None else last + 1,
            kind=kind,
            value=dict(value),
            path=path[:80],
            quote=quote,
            spans=[list(span) for span in spans],
            origin="added",
            state="accepted",
            by=by,
            at=at,
        )
        said = say(fact.kind, fact.value, _events(draft, kind))
        _note(draft, "fact.add", f"Thêm dữ kiện {kind_of(kind).label}: {said}", by, at, fact)
    return fact


def accept_sure(*, draft: Draft, by: User, at: datetime, group: Collection[str] | None = None) -> int:
    """Accept at once every waiting fact the reader has no doubt about and that is filled in; returns how many.

    ``group``: only facts of these kinds.
    """
    need_office(draft, by, at)
    with transaction.atomic():
        touch(draft, at, "duyệt dữ kiện")
        sure = draft.facts.filter(state="pending", confidence__gte=SURE).select_for_update()
        facts = [
            fact for fact in sure if complete(kind_of(fact.kind), fact.value) and (group is None or fact.kind in group)
        ]
        for fact in facts:
            fact.state, fact.version, fact.by, fact.at = "accepted", fact.version + 1, by, at
        DraftFact.objects.bulk_update(facts, ["state", "version", "by", "at"])
        _note(
            draft,
            "fact.accept_sure",
            f"Duyệt {len(facts)} dữ kiện chắc chắn",
            by,
            at,
            data={"facts": [fact.pk for fact in facts]},
        )
    return len(facts)


def undo_together(*, draft: Draft, moment: datetime, by: User, at: datetime) -> int:
    """Take back what one person accepted at once at a moment; facts decided about since stay. Returns how many."""
    need_office(draft, by, at)
    with transaction.atomic():
        facts = draft.facts.filter(state="accepted", by=by, at=moment)
        count = facts.update(state="pending", version=F("version") + 1, at=at)
        if not count:
            return 0
        touch(draft, at, "hoàn tác")
        _note(
            draft, "fact.undo_together", f"Hoàn tác việc duyệt {count} dữ kiện cùng lúc", by, at, data={"count": count}
        )
    return count


def mark_seen(*, draft: Draft, places: Sequence[tuple[int, int]], by: User, at: datetime) -> int:
    """Sentences (block, first character) from which rightly nothing was taken; returns how many are new."""
    need_office(draft, by, at)
    with transaction.atomic():
        touch(draft, at, "đánh dấu đã xem")
        known = set(draft.seen.values_list("block", "start"))
        new = [SeenSentence(draft=draft, block=b, start=s, by=by, at=at) for b, s in places if (b, s) not in known]
        SeenSentence.objects.bulk_create(new)
        _note(draft, "draft.seen", f"Đã xem {len(new)} câu không lấy dữ kiện", by, at, data={"count": len(new)})
    return len(new)


def waive(*, draft: Draft, key: str, message: str, reason: str, by: User, at: datetime) -> None:
    """Let a remark of the check stand; the reason stays with the draft and goes into the journal."""
    need_office(draft, by, at)
    with transaction.atomic():
        touch(draft, at, "bỏ qua nhận xét")
        _, new = Waiver.objects.get_or_create(
            draft=draft, key=key, defaults={"message": message, "reason": reason, "by": by, "at": at}
        )
        if not new:
            raise Refused([Finding("stale", "error", "Nhận xét này vừa được người khác bỏ qua, có ghi lý do.")])
        _note(draft, "draft.waive", f"Bỏ qua nhận xét “{message}”: {reason}", by, at, data={"key": key})


def _note(
    draft: Draft,
    act: str,
    sentence: str,
    by: User,
    at: datetime,
    fact: DraftFact | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    found = data or {}
    if fact is not None:
        found = {"fact": fact.pk, "kind": fact.kind, "value": fact.value, "path": fact.path}
    journal.record(by=by, at=at, act=act, thing=draft, body_id=draft.body_id, sentence=sentence, data=found)
