"""Mutations of drafts of plans and of the movements they became."""

from __future__ import annotations

from tests.reports.mutating import change, trips
from thidua.drafting.models import Draft, ReadingJob
from thidua.movements.models import Movement, PlanVersion
from thidua.org.models import Unit
from thidua.records.models import StoredFile

change("launched_drafts_have_their_movement", Draft, movement=None)
change("launched_drafts_have_their_movement", Draft, state="review")
change("launched_drafts_have_their_movement", Draft, state="nửa vời")
change("launched_drafts_have_their_movement", Movement, state="draft")
change("launched_drafts_keep_their_file", Draft, file=None)
change("launched_drafts_keep_their_file", PlanVersion, original=None)
change("only_waiting_files_are_queued", Draft, state="reading")


@trips("launched_drafts_have_their_movement")
def the_movement_of_another_body() -> None:
    Draft.objects.update(body=Unit.objects.filter(code__startswith="a").first())


@trips("launched_drafts_keep_their_file")
def another_file_takes_the_place() -> None:
    draft = Draft.objects.get()
    Draft.objects.update(file=StoredFile.objects.exclude(pk=draft.file_id).first())


@trips("launched_drafts_keep_their_file")
def the_launch_names_another_movement() -> None:
    Draft.objects.update(movement=Movement.objects.exclude(pk=Draft.objects.get().movement_id).first())


@trips("only_waiting_files_are_queued")
def a_file_is_queued_that_was_read() -> None:
    ReadingJob.objects.create(draft=Draft.objects.get())
