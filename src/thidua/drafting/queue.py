"""The queue of files to read. It lies in the database, so a stopped server goes on where it was.

One file at a time in each process. Whoever reads gives a sign of life with every page; a file whose reader fell
silent is taken up again, three times at most, so that a file which kills its reader cannot do so for ever.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from thidua import reader
from thidua.audit import journal
from thidua.drafting.models import Draft, DraftFact, ReadingJob
from thidua.notices.actions import tell
from thidua.reader import Reading
from thidua.records import files
from thidua.rules import lifecycle
from thidua.ui import clock

log = logging.getLogger("thidua.drafting")
SILENCE: Final = timedelta(minutes=3)  # one page of a scan takes seconds
TRIES: Final = 3
BROKEN: Final = (
    "Chương trình dừng giữa chừng khi đọc tệp này. Tệp gốc vẫn được giữ nguyên; thử lưu lại thành PDF hoặc DOCX khác "
    "rồi tải lên."
)
PATIENCE: Final = timedelta(minutes=1)  # a reader looks every ten seconds, so a longer wait has a reason
AGAIN: Final = {"pages_done": 0, "pages": 0, "tries": 0, "beat_at": None}  # a job as it was when it was put here
_waiting = threading.Event()


def wake() -> None:
    """Say that there is something to read."""
    _waiting.set()


def wait(seconds: float) -> None:
    """Until somebody calls ``wake``, or the time is over: another process may have put something in the queue."""
    _waiting.wait(seconds)
    _waiting.clear()


def real_now() -> datetime:
    """The time of the machine: a file waits as long in training as it does in earnest."""
    return timezone.now()


@dataclass(frozen=True, slots=True)
class Wait:
    """Why a file is not read yet: how many are before it, and whether it waits though nobody reads anything."""

    ahead: int
    neglected: bool


def waits(job: ReadingJob) -> Wait:
    """How it stands with one file of the queue."""
    return Wait(
        ahead=ReadingJob.objects.filter(pk__lt=job.pk).count(),
        neglected=neglected().filter(pk=job.pk).exists(),
    )


def neglected() -> QuerySet[ReadingJob]:
    """Files that have waited over a minute while nobody gives a sign of reading: no reader is running."""
    now = real_now()
    if ReadingJob.objects.filter(beat_at__gte=now - SILENCE).exists():
        return ReadingJob.objects.none()
    return ReadingJob.objects.filter(queued_at__lt=now - PATIENCE)


def take_over() -> int:
    """At the start of a server that is alone with its database: whoever was reading is gone. How many go on at once."""
    if connection.vendor != "sqlite":
        return 0  # other servers may be at work on the same database; their silence tells
    return ReadingJob.objects.exclude(beat_at=None).update(beat_at=None)


def work() -> int:
    """Read everything that waits; returns how many files."""
    count = 0
    while (job := _claim()) is not None:
        _read(job)
        count += 1
    return count


def _claim() -> ReadingJob | None:
    """Take the oldest job nobody works at, or None. Two that ask at once never get the same."""
    now = timezone.now()
    free = ReadingJob.objects.filter(Q(beat_at=None) | Q(beat_at__lt=now - SILENCE)).order_by("pk")
    for job in free.select_related("draft__file", "draft__body"):
        mine = ReadingJob.objects.filter(pk=job.pk, beat_at=job.beat_at).update(beat_at=now, tries=F("tries") + 1)
        if mine and job.tries >= TRIES:
            _fail(job, BROKEN)
        elif mine:
            return job
    return None


def _read(job: ReadingJob) -> None:
    def progress(done: int, pages: int) -> None:
        ReadingJob.objects.filter(pk=job.pk).update(pages_done=done, pages=pages, beat_at=timezone.now())

    draft = job.draft
    assert draft.file is not None
    try:
        reading = reader.read(files.read(draft.file), draft.file_name, progress=progress)
        finish(job, reading)
    except reader.Unreadable as error:
        _fail(job, str(error))
    except Exception:  # whatever a file does to the reader, the next one must be read and the person told
        log.exception("draft %s", draft.pk)
        _fail(job, BROKEN)


def finish(job: ReadingJob, reading: Reading) -> None:
    """Keep the reading and its facts, all or none."""
    draft, at = job.draft, clock.now()
    data = reader.to_data(reading)
    facts = sorted(data["facts"], key=_in_text)
    data["facts"] = []
    act = "read" if reading.verdict.launches else "set_aside"
    title = next((str(f.value.get("title") or "") for f in reading.facts if f.kind == "title"), "")
    with transaction.atomic():
        changes = {"reading": data, "reason": reading.verdict.why, "read_at": at, "title": title[:300]}
        if not _step(draft, act, at, **changes):
            return
        DraftFact.objects.bulk_create(fact_row(draft, place, fact) for place, fact in enumerate(facts))
        ReadingJob.objects.filter(pk=job.pk).delete()
        _tell(draft, at, f"Đã đọc xong: {title or draft.file_name}", f"{len(facts)} dữ kiện chờ duyệt.")
        sentence = f"Đọc tệp {draft.file_name}: {len(facts)} dữ kiện"
        journal.record(by=None, at=at, act=f"draft.{act}", thing=draft, body_id=draft.body_id, sentence=sentence)


def _in_text(fact: dict[str, Any]) -> tuple[int, int]:
    """Order of the document; what stands nowhere comes last."""
    return min(((span["block"], span["start"]) for span in fact["spans"]), default=(10**9, 0))


def fact_row(draft: Draft, place: int, fact: dict[str, Any]) -> DraftFact:
    """A fact of ``reader.to_data`` as a row, not yet written."""
    return DraftFact(
        draft=draft,
        place=place,
        kind=fact["kind"],
        value=fact["value"],
        spans=[[span["block"], span["start"], span["end"]] for span in fact["spans"]],
        path=str(fact["path"])[:80],
        quote=fact["quote"],
        confidence=fact["confidence"],
        doubt=fact["doubt"],
    )


def _fail(job: ReadingJob, reason: str) -> None:
    """Nothing of the file is kept but the file itself and the reason."""
    draft, at = job.draft, clock.now()
    with transaction.atomic():
        ReadingJob.objects.filter(pk=job.pk).delete()
        if _step(draft, "fail", at, reason=reason):
            _tell(draft, at, f"Không đọc được {draft.file_name}", reason)
            sentence = f"Không đọc được tệp {draft.file_name}: {reason}"
            journal.record(by=None, at=at, act="draft.fail", thing=draft, body_id=draft.body_id, sentence=sentence)


def _step(draft: Draft, act: str, at: datetime, **changes: Any) -> bool:
    """False where the draft was put away while its file was being read."""
    step = lifecycle.transition(lifecycle.PLAN_DRAFT, "reading", act)
    found = Draft.objects.filter(pk=draft.pk, state="reading")
    return bool(found.update(state=step.after, version=F("version") + 1, changed_at=at, **changes))


def _tell(draft: Draft, at: datetime, title: str, text: str) -> None:
    tell([draft.by_id], at=at, title=title, text=text, url=f"/ke-hoach/{draft.pk}/")
