"""The offices of the five real plans as they stood before their plan: bodies, people, accounts and no movement.

``python -m tests.journeys.five_offices HOME`` builds them in an empty home folder, which a server then serves as a demo.
Each vice chairman or chairman bears the name that signs the plan of the body, as in the office the plan comes from.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from thidua.config import starting


def build(home: Path) -> None:
    """Bring the schema up to date and found the bodies of the demo, without what happened in them."""
    starting.start(str(home), training=True)
    starting.migrate()
    from django.db import transaction

    from thidua.config.demo import cast
    from thidua.config.demo.bodies import Builder
    from thidua.config.demo.build import mark

    with transaction.atomic():
        builder = Builder("nam-ke-hoach")
        for stage in map(builder.body, cast.ALL):
            signs = stage.plan.signer
            person = stage.staff["ubnd"][0 if signs.capacity == "TM" else 1]
            person.full_name = signs.name
            person.save()
    mark(home)


def stand_at(home: Path, day: date) -> None:
    """The next server over this folder begins at ten in the morning of ``day``."""
    (home / "stopped-at.json").write_text(json.dumps({"at": f"{day}T10:00:00+07:00"}), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
