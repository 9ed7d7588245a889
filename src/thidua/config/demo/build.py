"""Builds the whole demo into the home folder of the current settings."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thidua.config import starting
from thidua.config.demo import (
    FILE,
    FORMAT,
    PASSWORD,
    START,
    cast,
    hoa_phong,
    phan_rang,
    phu_luong,
    soc_trang,
    truc_ninh,
)
from thidua.config.demo.bodies import Builder
from thidua.config.demo.chronicle import moment, tell
from thidua.ui import clock

SEED = "thi-dua"


def build() -> None:
    """Bodies, people, facts, then five stories in the order of time; the marker file comes last."""
    began = time.monotonic()
    starting.migrate()
    say("Đang dựng năm cơ quan, đơn vị và con người hư cấu …")
    with transaction.atomic():  # one wait for the disk instead of thousands; the folder is not in use yet
        builder = Builder(SEED)
        pl, tn, pr, hp, st = (builder.body(spec) for spec in cast.ALL)
        phan_rang.citizens(pr, builder)
        soc_trang.succession(st, builder)
        stories = []
        for place, stage in ((phu_luong, pl), (truc_ninh, tn), (phan_rang, pr), (hoa_phong, hp), (soc_trang, st)):
            place.facts(stage)
            stories += list(place.stories(stage))
        say("Đang diễn lại năm phong trào, từng việc một, qua đúng các bước của chương trình …")
        count = tell(stories)
    clock.set_to(moment(START))
    mark(Path(settings.THIDUA_HOME))
    say(f"Xong {count} việc trong {time.monotonic() - began:.0f} giây.")


def mark(home: Path) -> None:
    """Write the file that says: finished."""
    text = json.dumps({"format": FORMAT, "password": PASSWORD, "start": START}, ensure_ascii=False)
    (home / FILE).write_text(text + "\n", encoding="utf-8")


def say(text: str) -> None:
    """A line of progress, on standard error so that the output stays the guide."""
    print(text, file=sys.stderr, flush=True)
