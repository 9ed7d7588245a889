"""Administration: people, their posts, transfers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.org import actions, queries
from thidua.org.answering import form_page, need_admin, one_body, paged, today
from thidua.org.forms_admin import EndForm, PersonForm, PostForm
from thidua.org.middleware import SignedIn
from thidua.org.models import Person, Post, Unit
from thidua.org.views_units import BOTH, posted


def find(request: SignedIn, pk: int) -> Person:
    """A person of a body the user administers: foreign is 404, without the role a reason."""
    rows = Person.objects.select_related("body", "user").filter(body_id__in=request.roles.all_body_ids)
    person = get_object_or_404(rows, pk=pk)
    need_admin(request, person.body_id)
    return person


def find_post(request: SignedIn, pk: int) -> Post:
    """A post of such a person."""
    rows = Post.objects.select_related("person__body", "unit")
    post = get_object_or_404(rows.filter(person__body_id__in=request.roles.all_body_ids), pk=pk)
    need_admin(request, post.person.body_id)
    return post


def crumbs(person: Person | None = None) -> list[tuple[str, str]]:
    """The way back to the list, and to the person."""
    way = [("Quản trị", reverse("org:admin")), ("Người", reverse("org:people"))]
    return [*way, (str(person), reverse("org:person", args=[person.pk]))] if person else way


def offered(body: Unit) -> list[Unit]:
    """The body and every unit it has or had."""
    return [body, *queries.all_units(body)]


@require_GET
def listing(request: SignedIn) -> HttpResponse:
    """People of the body by given name."""
    body, text = one_body(request), request.GET.get("tim", "").strip()[:100]
    page = paged(request, queries.listed_people(body, today(request), text=text))
    return render(request, "org/people.html", {"body": body, "page": page, "text": text})


@require_GET
def show(request: SignedIn, pk: int) -> HttpResponse:
    """One person: facts, posts, account."""
    person = find(request, pk)
    context = {
        "person": person,
        "account": getattr(person, "user", None),
        "posts": person.posts.select_related("unit"),
        "day": today(request),
    }
    return render(request, "org/person.html", context)


@BOTH
def new(request: SignedIn) -> HttpResponse:
    """Add a person; the next page gives the first post."""
    body = one_body(request)
    form = PersonForm(posted(request))
    made: list[Person] = []

    def act() -> None:
        made.append(actions.add_person(body=body, facts=form.facts(), by=request.user, at=request.now))

    def done() -> HttpResponse:
        messages.success(request, f"Đã thêm {made[0]}. Ghi chức vụ đang giữ.")
        return redirect("org:post_new", pk=made[0].pk)

    return form_page(
        request,
        form,
        act,
        title="Thêm người",
        button="Thêm người",
        back=reverse("org:people") + f"?co-quan={body.pk}",
        crumbs=crumbs(),
        eyebrow=body.name,
        done=done,
    )


@BOTH
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Correct what is known about a person."""
    person = find(request, pk)
    form = PersonForm(posted(request), person=person)
    return form_page(
        request,
        form,
        lambda: actions.edit_person(
            person=person,
            version=form.cleaned_data["version"] or 0,
            facts=form.facts(),
            by=request.user,
            at=request.now,
        ),
        title=f"Sửa thông tin: {person}",
        button="Lưu thông tin",
        back=reverse("org:person", args=[pk]),
        crumbs=crumbs(person),
        said="Đã lưu thông tin.",
    )


@BOTH
def post_new(request: SignedIn, pk: int) -> HttpResponse:
    """Give a person a post."""
    person = find(request, pk)
    form = PostForm(posted(request), units=offered(person.body), day=today(request))
    return form_page(
        request,
        form,
        lambda: actions.add_post(person=person, facts=form.facts(), by=request.user, at=request.now),
        title=f"Ghi chức vụ của {person}",
        button="Ghi chức vụ",
        back=reverse("org:person", args=[pk]),
        crumbs=crumbs(person),
        said="Đã ghi chức vụ.",
    )


@BOTH
def post_end(request: SignedIn, pk: int) -> HttpResponse:
    """End a post on a day."""
    post = find_post(request, pk)
    form = EndForm(posted(request), day=today(request), label="Ngày cuối giữ chức vụ", seen=post.until)

    def act() -> None:
        post.until = form.cleaned_data["seen"]  # the post as this person saw it
        actions.end_post(post=post, last_day=form.cleaned_data["last_day"], by=request.user, at=request.now)

    return form_page(
        request,
        form,
        act,
        title=f"Kết thúc chức vụ: {post.title}, {post.unit}",
        lede="Khi không còn chức vụ nào ở đơn vị, vai trò cán bộ phụ trách và thủ trưởng ở đó cũng kết thúc.",
        button="Kết thúc chức vụ",
        back=reverse("org:person", args=[post.person_id]),
        crumbs=crumbs(post.person),
        said="Đã kết thúc chức vụ.",
    )


@BOTH
def transfer(request: SignedIn, pk: int) -> HttpResponse:
    """Move a person from one post to another in one act."""
    post = find_post(request, pk)
    units = [post.person.body, *queries.live_units(post.person.body, today(request)).order_by("name_fold", "pk")]
    form = PostForm(posted(request), units=units, moving=post, day=today(request))
    return form_page(
        request,
        form,
        lambda: actions.transfer(post=post, to=form.facts(), by=request.user, at=request.now),
        title=f"Điều chuyển {post.person}",
        lede=f"Đang là {post.title}, {post.unit}. Vai trò ở đơn vị cũ kết thúc cùng chức vụ cũ.",
        button="Điều chuyển",
        back=reverse("org:person", args=[post.person_id]),
        crumbs=crumbs(post.person),
        said="Đã ghi điều chuyển.",
    )
