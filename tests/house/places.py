"""Where each URL of the product leads in the world of many states, for the permission matrix.

``AT`` gives each URL with parameters an object on which its act is possible. A URL that is missing here fails the
matrix, so does one that no longer exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.many_states import ManyStates

Kwargs = dict[str, Any]
Place = Callable[[ManyStates], Kwargs]


def urls() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every URL of the product as (name, parameters)."""

    def walk(
        patterns: list[Any], space: tuple[str, ...], given: tuple[str, ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for each in patterns:
            parameters = (*given, *each.pattern.regex.groupindex) if hasattr(each.pattern, "regex") else given
            if isinstance(each, URLResolver):
                inner = (*space, each.namespace) if each.namespace else space
                yield from walk(each.url_patterns, inner, parameters)
            elif isinstance(each, URLPattern):
                yield ":".join((*space, str(each.name))), parameters

    yield from walk(get_resolver().url_patterns, (), ())


def key(name: str, parameters: tuple[str, ...]) -> str:
    """``dossiers:paper pk item``: the name and its parameters, since one name may stand for two URLs."""
    return " ".join((name, *parameters))


def dossier(stage: str, **more: Callable[[Any], Any]) -> Place:
    """The dossier in a stage; ``more`` reads further parameters from it."""
    return lambda world: {"pk": (d := getattr(world, stage)).pk, **{k: read(d) for k, read in more.items()}}


def _candidate(d: Any) -> int:
    return int(d.candidates.order_by("pk")[0].pk)


def _concluded(d: Any) -> int:
    return int(d.candidates.exclude(state="nominated")[0].pk)


def _somebody_else(d: Any) -> str:
    """Somebody of the unit who is not in the dossier yet, as the page names the choice."""
    taken = d.candidates.exclude(person=None).values("person")
    return f"p{d.unit.posts.exclude(person__in=taken)[0].person_id}"


def _receipt(d: Any) -> int:
    return int(d.submissions.all()[0].pk)


def _item(per: str) -> Callable[[Any], str]:
    def first(d: Any) -> str:
        return next(p.id for p in d.plan_version.plan.papers if p.per == per and p.made_by == "unit")

    return first


def _motion(s: Any) -> int:
    return int(s.motions.all()[0].pk)


def _line(d: Any) -> int:
    """A line of a decision or of a proposal."""
    rows = d.awards if hasattr(d, "awards") else d.lines
    return int(rows.all()[0].pk)


def movement(stage: str, **more: Callable[[ManyStates], Any]) -> Place:
    """The movement of a stage."""
    return lambda world: {"slug": world.lines[stage].movement.slug, **{k: read(world) for k, read in more.items()}}


def draft(state: str, **more: Callable[[Any], Any]) -> Place:
    """The draft of a plan in a state."""
    return lambda world: {
        "pk": (d := world.plan_drafts[state]).pk,
        **{k: read(d) for k, read in more.items()},
    }


def _first_fact(d: Any) -> int:
    return int(d.facts.all()[0].pk)


def amendment(**more: Callable[[ManyStates], Any]) -> Place:
    """The draft of an amendment."""
    return movement("filed", pk=lambda world: world.followed.amendment.pk, **more)


def drafted(world: ManyStates, **more: Any) -> Kwargs:
    """The movement not yet launched."""
    return {"slug": world.draft_movement.slug, **more}


def one(world: ManyStates) -> int:
    """The unit whose dossiers they are."""
    return int(world.world.units["one"].pk)


def pdf(_: Any) -> str:
    return "pdf"


def account(world: ManyStates) -> Kwargs:
    return {"pk": world.world.users["clerk"].pk}


def person(world: ManyStates) -> Kwargs:
    return {"pk": world.world.people["Võ Hoàng Phúc"].pk}


def post(world: ManyStates) -> Kwargs:
    return {"pk": world.world.people["Võ Hoàng Phúc"].posts.get().pk}


def unit(world: ManyStates) -> Kwargs:
    return {"pk": one(world)}


def seat(world: ManyStates) -> Kwargs:
    council = world.world.council
    return {"pk": council.pk, "member_pk": council.members.get(duty="secretary").pk}


AT: dict[str, Place] = {
    # organisation, reports
    **{
        f"org:{name} pk": account
        for name in ("account", "account_reset", "account_lock", "account_unlock", "grant_new")
    },
    **{f"org:{name} pk": person for name in ("person", "person_edit", "post_new", "account_new")},
    **{f"org:{name} pk": post for name in ("post_end", "transfer")},
    "org:import slug": lambda world: {"slug": "nguoi"},
    "org:import_template slug": lambda world: {"slug": "nguoi"},
    **{f"org:{name} pk": unit for name in ("unit", "unit_edit", "unit_dissolve", "unit_origin")},
    "org:grant_end pk": lambda world: {"pk": world.world.users["clerk"].grants.get().pk},
    "reports:person pk": person,
    "reports:unit pk": unit,
    # records
    "records:person pk": person,
    "records:person_new pk slug": lambda world: {**person(world), "slug": "xep-loai"},
    "records:unit pk": unit,
    "records:unit_new pk slug": lambda world: {**unit(world), "slug": "xep-loai"},
    "records:fact slug pk": lambda world: {"slug": "sang-kien", "pk": world.initiative.pk},
    "records:withdraw slug pk": lambda world: {"slug": "sang-kien", "pk": world.initiative.pk},
    "records:recognise pk": lambda world: {"pk": world.initiative.pk},
    "records:conclude pk": lambda world: {"pk": world.complaint.pk},
    "records:layout kind": lambda world: {"kind": world.layout.kind},
    "records:layout_file pk": lambda world: {"pk": world.layout.pk},
    "records:layout_withdraw pk": lambda world: {"pk": world.layout.pk},
    # movements
    "boards:movement slug": movement("filed"),
    "movements:launch slug": lambda world: {"slug": world.draft_movement.slug},
    "movements:plan slug": movement("filed"),
    "movements:plan_file slug": movement("filed"),
    "movements:event slug event_id": movement("filed", event_id=lambda _: "khong-co"),
    "movements:deadline slug key": movement("filed", key=lambda _: "single-2023"),
    "movements:higher slug": movement("filed"),
    "movements:lower_plans slug": movement("filed"),
    "movements:remind slug": movement("filed"),
    "movements:remind_preview slug": movement("filed"),
    "movements:reminder_file slug pk ending": movement(
        "filed", pk=lambda w: w.followed.reminder.pk, ending=lambda _: "docx"
    ),
    **{
        f"movements:{name} slug": movement("filed")
        for name in (
            "difficulties",
            "difficulty_new",
            "difficulty_answer",
            "inspections",
            "inspection_new",
            "amendments",
        )
    },
    "movements:inspection slug pk": movement("filed", pk=lambda w: w.followed.inspection.pk),
    "movements:event_correct slug event_id": movement("filed", event_id=lambda _: "khong-co"),
    **{f"movements:amend_{name} slug pk": amendment() for name in ("index", "text", "drop", "renew")},
    "movements:amend_element slug pk element_id": amendment(element_id=lambda w: w.world.plan.contents[0].id),
    "movements:amend_remove slug pk element_id": amendment(element_id=lambda w: w.world.plan.contents[0].id),
    "movements:amend_file slug pk ending": amendment(ending=pdf),
    "movements:amend_add slug pk kind": amendment(kind=lambda _: "han"),
    "movements:edit_index slug": lambda world: {"slug": world.draft_movement.slug},
    "movements:edit_text slug": lambda world: {"slug": world.draft_movement.slug},
    "movements:edit_element slug element_id": lambda world: drafted(world, element_id=world.world.plan.contents[0].id),
    "movements:edit_remove slug element_id": lambda world: drafted(world, element_id=world.world.plan.contents[0].id),
    "movements:edit_add slug kind": lambda world: drafted(world, kind="han"),
    "movements:original slug": movement("filed"),
    "movements:former_original slug pk": movement("filed", pk=lambda _: 1),
    "steering:issue slug pk": amendment(),
    "steering:close slug": movement("filed"),
    "movements:lower_plan slug unit_pk": movement("filed", unit_pk=one),
    "movements:duties slug": movement("filed"),
    "movements:duty slug pk": movement(
        "filed", pk=lambda w: w.lines["filed"].movement.duties.filter(unit=one(w))[0].pk
    ),
    "movements:figures slug": movement("filed"),
    "movements:unit_figures slug unit_pk": movement("filed", unit_pk=one),
    "movements:figure slug unit_pk criterion_id": movement(
        "filed", unit_pk=one, criterion_id=lambda w: w.world.plan.criteria[0].id
    ),
    # drafts of plans
    "drafting:original slug": movement("filed"),
    "drafting:copy slug": movement("filed"),
    "drafting:movement_paper slug ending": movement("filed", ending=pdf),
    "drafting:paper pk ending": draft("ready", ending=pdf),
    **{
        f"drafting:{name} pk": draft("review")
        for name in ("detail", "file", "accept_sure", "undo_together", "add", "seen", "check")
    },
    "drafting:discard pk": draft("failed"),
    "drafting:retry pk": draft("failed"),
    "drafting:insist pk": draft("other"),
    "drafting:reopen pk": draft("ready"),
    "drafting:launch pk": draft("ready"),
    **{f"drafting:{name} pk fact": draft("review", fact=_first_fact) for name in ("fact", "accept", "reject", "undo")},
    "drafting:waive pk key": draft("review", key=lambda _: "0" * 32),
    # dossiers
    "dossiers:detail pk": dossier("filed"),
    "dossiers:candidates pk": dossier("draft"),
    "dossiers:candidate_new pk choice": dossier("draft", choice=_somebody_else),
    "dossiers:candidate pk candidate_pk": dossier("draft", candidate_pk=_candidate),
    "dossiers:candidate_remove pk candidate_pk": dossier("draft", candidate_pk=_candidate),
    "dossiers:meeting pk": dossier("draft"),
    "dossiers:check pk": dossier("draft"),
    "dossiers:confirm pk": dossier("draft"),
    "dossiers:unconfirm pk": dossier("confirmed"),
    "dossiers:file pk": dossier("confirmed"),
    "dossiers:withdraw pk": dossier("filed"),
    "dossiers:receipt pk receipt_pk": dossier("filed", receipt_pk=_receipt),
    "dossiers:receipt_file pk receipt_pk": dossier("filed", receipt_pk=_receipt),
    "dossiers:receive pk": dossier("filed"),
    "dossiers:return pk": dossier("received"),
    "dossiers:supplement_file pk slip_pk": dossier("returned", slip_pk=lambda d: d.returns.all()[0].pk),
    "dossiers:extend pk": dossier("returned"),
    "dossiers:appraise pk": dossier("received"),
    "dossiers:appraise pk candidate_pk": dossier("received", candidate_pk=_candidate),
    "dossiers:reopen pk candidate_pk": dossier("judged", candidate_pk=_concluded),
    "dossiers:appraisal_pdf pk candidate_pk": dossier("appraised", candidate_pk=_concluded),
    "dossiers:appraisal_docx pk candidate_pk": dossier("appraised", candidate_pk=_concluded),
    # councils
    "councils:council pk": lambda world: {"pk": world.world.council.pk},
    "councils:edit pk": lambda world: {"pk": world.world.council.pk},
    "councils:member_new pk": lambda world: {"pk": world.world.council.pk},
    "councils:member_duty pk member_pk": lambda world: seat(world),
    "councils:member_end pk member_pk": lambda world: seat(world),
    "councils:session pk": dossier("counted"),
    "councils:attendance pk": dossier("planned"),
    "councils:open pk": dossier("planned"),
    "councils:agenda pk": dossier("planned"),
    "councils:remarks pk": dossier("counted"),
    "councils:start pk": dossier("planned"),
    "councils:hands pk": dossier("voting"),
    "councils:count pk": dossier("voting"),
    "councils:results pk": dossier("counted"),
    "councils:close pk": dossier("counted"),
    "councils:cancel pk": dossier("planned"),
    "councils:minutes pk extension": dossier("counted", extension=pdf),
    "councils:ballots pk": dossier("voting"),
    "councils:done pk": dossier("voting"),
    "councils:ballot pk motion_pk": dossier("voting", motion_pk=_motion),
    "councils:conflict pk motion_pk": dossier("voting", motion_pk=_motion),
    "councils:receipt pk": dossier("counted"),
    # decisions
    "decisions:detail pk": dossier("paid"),
    "decisions:edit pk": dossier("drafted"),
    "decisions:add pk": dossier("drafted"),
    "decisions:remove pk line": dossier("drafted", line=_line),
    "decisions:leave_out pk line": dossier("drafted", line=_line),
    "decisions:take_in pk line": dossier("drafted", line=_line),
    "decisions:submit pk": dossier("drafted"),
    "decisions:cancel pk": dossier("drafted"),
    "decisions:approve pk": dossier("submitted"),
    "decisions:return pk": dossier("submitted"),
    "decisions:withdraw pk": dossier("approved"),
    "decisions:issue pk": dossier("approved"),
    "decisions:paper pk which ending": dossier("paid", which=lambda _: "quyet-dinh", ending=pdf),
    "decisions:certificates pk": dossier("paid"),
    "decisions:certificates_all pk ending": dossier("paid", ending=pdf),
    "decisions:certificate pk line ending": dossier("paid", line=_line, ending=pdf),
    "decisions:payments pk": dossier("paid"),
    "decisions:revoke pk line": dossier("paid", line=_line),
    "decisions:returned pk line": dossier("paid", line=_line),
    "decisions:revocation_paper pk line ending": dossier("paid", line=_line, ending=pdf),
    "decisions:payments_xlsx pk": dossier("paid"),
    "decisions:proposal pk": dossier("proposed"),
    "decisions:proposal_send pk": dossier("proposal"),
    "decisions:proposal_cancel pk": dossier("proposal"),
    "decisions:proposal_outcome pk line": dossier("proposed", line=_line),
    "decisions:proposal_paper pk ending": dossier("proposed", ending=pdf),
    # portal
    "portal:certificate code": lambda world: {"code": world.paid.awards.all()[0].code},
}
for tail in ("paper", "upload", "remove_upload", "paper_pdf", "paper_docx", "paper_file"):
    stage, in_report = ("filed", "filed") if tail.startswith("paper_") else ("draft", "report")
    AT[f"dossiers:{tail} pk item"] = dossier(stage, item=_item("dossier"))
    AT[f"dossiers:{tail} pk item candidate_pk"] = dossier(in_report, item=_item("candidate"), candidate_pk=_candidate)


def _proposable(world: ManyStates) -> str:
    award = next(a for a in world.world.plan.awards if a.mode == "propose")
    return f"?dot={world.lines['appraised'].round.pk}&hinh_thuc={award.id}"


# The same URLs on objects in other states, where another answer is expected.
AGAIN: dict[str, Place] = {
    "boards:movement slug @draft": lambda world: {"slug": world.draft_movement.slug},
    "movements:plan slug @draft": lambda world: {"slug": world.draft_movement.slug},
    "drafting:detail pk @reading": draft("reading"),
    "drafting:detail pk @failed": draft("failed"),
    "drafting:detail pk @other": draft("other"),
    "drafting:detail pk @ready": draft("ready"),
    "drafting:launch pk @review": draft("review"),
    "drafting:original slug @draft": lambda world: {"slug": world.draft_movement.slug},
    "dossiers:detail pk @draft": dossier("draft"),
    "dossiers:paper_pdf pk item @draft": dossier("draft", item=_item("dossier")),
    "dossiers:candidates pk @filed": dossier("filed"),
    "dossiers:candidate_remove pk candidate_pk @filed": dossier("filed", candidate_pk=_candidate),
    "dossiers:upload pk item @filed": dossier("filed", item=_item("dossier")),
    "dossiers:confirm pk @filed": dossier("filed"),
    "dossiers:receive pk @draft": dossier("draft"),
    "dossiers:appraise pk candidate_pk @filed": dossier("filed", candidate_pk=_candidate),
    "dossiers:appraisal_pdf pk candidate_pk @received": dossier("received", candidate_pk=_candidate),
    "councils:results pk @voting": dossier("voting"),
    "councils:minutes pk extension @voting": dossier("voting", extension=pdf),
    "councils:ballot pk motion_pk @counted": dossier("counted", motion_pk=_motion),
    "councils:count pk @planned": dossier("planned"),
    "decisions:detail pk @drafted": dossier("drafted"),
    "decisions:detail pk @submitted": dossier("submitted"),
    "decisions:paper pk which ending @submitted": dossier("submitted", which=lambda _: "to-trinh", ending=pdf),
    "decisions:approve pk @drafted": dossier("drafted"),
    "decisions:issue pk @submitted": dossier("submitted"),
    "decisions:certificates pk @approved": dossier("approved"),
    "decisions:payments pk @approved": dossier("approved"),
}
AT |= AGAIN

# What a page without an object of its own needs to know.
QUERY: dict[str, Callable[[ManyStates], str]] = {"decisions:proposal_new": _proposable}


def address(world: ManyStates, url: str) -> str:
    """Where the URL leads in this world."""
    name, *parameters = url.split(" ")  # a last word like @draft only tells the state
    found = reverse(name, kwargs=AT[url](world) if parameters else {})
    return found + (QUERY[url](world) if url in QUERY else "")
