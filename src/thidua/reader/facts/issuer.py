"""Who issues the plan, also where the letterhead is lost: preamble, closing, signature, title and date line are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from thidua.reader.facts.document import Document, Piece
from thidua.reader.facts.header import date, date_line, number, section
from thidua.reader.facts.often import as_often
from thidua.reader.facts.places import Place, committees, common, places, tier_by_head, tier_of, word_of
from thidua.reader.grammar.folded import any_of, fold
from thidua.reader.grammar.lexicon import load, words
from thidua.reader.letters import UPPER
from thidua.reader.marks import upper
from thidua.reader.model import Fact, Section, Span

_MOTTO = re.compile(
    r"cong\s+hoa\s+xa|doc\s+lap\s*-|dang\s+cong\s+san|^so\s*[:.\d/]|^v\s*/\s*v|^ve\s+viec|,\s*ngay|^du\s+thao|^hoa\s+toc|^mat$|^khan|^doc\s+lap|^(?:xa\s+)?(?:hoi\s+)?(?:chu\s+)?nghia\s+viet\s+nam|^hanh\s+phuc|^noi\s+gui|^kinh\s+gui"
)
_COUNCIL = re.compile(r"(?i)thi đua\s*[,–-]?\s*khen thưởng")


@dataclass(frozen=True, slots=True)
class _Guess:
    name: str
    surface: str
    section: Section
    span: Span
    sure: float
    above: str = ""


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(any_of(words("issuers", "bodies")))


@cache
def _verbs() -> str:
    return any_of(words("issuers", "verbs"))


def letterhead(doc: Document) -> _Guess | None:
    """Lines in capitals above the number: the last body named is the issuer, one before it the body above."""
    zone = section(doc, "header")
    if zone is None:
        return None
    lines: list[tuple[Piece, str]] = []
    for piece in doc.pieces(zone):
        folded = fold(piece.text).strip(" *_-|")
        if _MOTTO.search(folded) or not re.search(r"[a-z]{2}", folded):
            continue
        if upper(piece.text) or _bodies().match(folded):
            lines.append((piece, folded))
    lines = lines[:5]
    groups: list[list[Piece]] = []
    for piece, folded in lines:
        begins = _bodies().match(folded) is not None
        bare = groups and re.fullmatch(
            r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|ban chi dao.*|hoi dong.*|so|bo|phong|ban)",
            fold(" ".join(p.text for p in groups[-1])).strip(),
        )
        bare = bare if bare and next(places(" ".join(p.text for p in groups[-1])), None) is None else None
        if groups and (not begins or (bare and not re.match(r"(?:uy ban|ubnd|so|bo)\b", folded))):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    named = [group for group in groups if _bodies().match(fold(group[0].text).strip(" *_-|"))]
    groups = named or [group for group in groups if upper(group[0].text)][:1]
    if not groups:
        return None
    best = groups[-1]
    above = common(" ".join(p.text for p in groups[-2])) if len(groups) > 1 else ""
    surface = re.sub(r"\s+", " ", " ".join(p.text.strip(" *_-|") for p in best))
    name = common(surface)
    if above and fold(name) in {fold(organ) for organ in words("issuers", "organs")}:
        silent = fold(name) in {fold(organ) for organ in words("issuers", "organs_within")}
        name, above = (above if silent else f"{name} {_in_print(doc, above)}"), ""
    if _PLACE_ONLY.match(name) and any("UBND" in str(fact.value["symbol"]) for fact in doc.once(number)):
        name, named = f"UBND {name[:1].lower()}{name[1:]}", groups  # the line above it was lost
    return _Guess(name, surface, zone, best[0].span(), 0.95 if named else 0.8, above)


_PLACE_ONLY = re.compile(r"(?i)(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+\S")


def _spoken(doc: Document) -> Iterator[_Guess]:
    """Bodies that issue or launch in a sentence of preamble or closing."""
    verbs = re.compile(_verbs())
    for path in ("preamble", "closing"):
        zone = section(doc, path)
        for piece in doc.pieces(zone) if zone is not None else ():
            text = piece.text
            masked = _COUNCIL.sub(lambda found: "x" * len(found.group()), text)
            folded = fold(masked)
            for found in _bodies().finditer(folded):
                if not text[found.start()].isupper() and not folded.startswith("uy ban nhan dan", found.start()):
                    continue
                before = folded[max(0, found.start() - 8) : found.start()].rstrip()
                if before.endswith((" cua", "theo", "gui", " tai", "voi", "nghi", " cho", "/")) or before in (
                    "cua",
                    "xet",
                ):
                    continue
                verb = verbs.search(folded, found.end())
                if (
                    verb is None
                    or verb.start() - found.start() > 130
                    or re.search(r"[.;:]|\bcua\b|\bve\b|\bngay\b", folded[found.end() : verb.start()])
                ):
                    continue
                name = text[found.start() : verb.start()].strip(" ,–-")
                if re.match(r"(?i)\S+(?:\s+ban\s+nhân\s+dân)?\s+(?:các|những|cấp|hai|ba)\b", name):
                    continue
                name = re.split(r"(?i)\s+(?:đã|sẽ|tiếp tục|đề nghị|trân trọng|tổ chức$)\b", name)[0].strip(" ,")
                if len(name) >= 3:
                    yield _Guess(common(name), name, zone, piece.span(found.start(), found.start() + len(name)), 0.9)  # type: ignore[arg-type]  # zone is one of the three words
        if zone is not None and path == "closing":
            for piece in doc.pieces(zone):
                for found in re.finditer(
                    r"(?i)(?:kế hoạch|phong trào)[^.;]*?\s+của\s+((?:UBND|[UƯỦ][yỷ] ban nhân dân)\s+[^.;,]{2,60})",
                    piece.text,
                ):
                    place = next(committees(found.group(1)), None)
                    if place is not None and place.name:
                        surface = found.group(1)[place.start : place.end]
                        start = found.start(1) + place.start
                        yield _Guess(common(surface), surface, zone, piece.span(start, start + len(surface)), 0.85)


def _signed(doc: Document) -> _Guess | None:
    zone = section(doc, "signature")
    for piece in doc.pieces(zone) if zone is not None else ():
        found = re.match(r"\s*(?:T\s*\.?\s*M)\s*\.\s*(.{4,100})", piece.text)
        if found and zone is not None:
            return _Guess(common(found.group(1)), found.group(1).strip(), zone, piece.span(found.start(1)), 0.6)
    return None


def _whole_text(doc: Document) -> Iterator[tuple[Section, Piece]]:
    for each in doc.walk():
        for piece in doc.whole(each):
            yield each, piece


def issuer(doc: Document) -> Iterable[Fact]:
    """One fact with the body above it as far as the text tells."""
    guesses = [each for each in (letterhead(doc),) if each is not None] + list(_spoken(doc))
    signed = _signed(doc)
    if signed is not None:
        guesses.append(signed)
    guess = _best(doc, guesses)
    if guess is None:
        guess = _from_symbol(doc)
    if guess is None:
        return
    name, sure = _in_print(doc, guess.name), guess.sure
    level, tier = tier_by_head(name)
    place = next((each for each in places(name)), None)
    if place is None and not _named(name):
        completed = _complete(doc, guess, level)
        if completed is not None:
            name, level, tier = completed
            sure = min(sure, 0.85)
    if tier is None and guess.above and tier_by_head(guess.above)[1] in ("province", "district"):
        level, tier = tier_by_head(guess.above)
    if tier is None and (found := _any_place(doc, guess)) is not None:
        level, tier = found.level, found.tier
        sure = min(sure, 0.75)
    if (
        guess.above
        and next(places(name), None) is None
        and tier not in ("ministry", "central")
        and (up := next(places(guess.above), None))
    ):
        word = word_of(up.level)
        name = f"{name} {up.name}" if fold(name).endswith(f" {fold(word)}") else f"{name} {word} {up.name}"
        level, tier = tier_by_head(name)
    if next(places(name), None) is None and tier != "central" and (full := _with_place(doc, name)):
        name = full
        level, tier = tier_by_head(name) if tier != "ministry" else (level, tier)
    if (read := _as_often(doc, name)) != name:
        name = read
        level, tier = tier_by_head(name) if tier not in ("ministry", "central") else (level, tier)
    if tier == "province" and level == "thanh_pho" and _still_below(doc, name):
        tier = "district"
    elif tier == "district" and level == "thanh_pho" and _without_province(doc):
        tier = "province"
    name = re.sub(r"\s*\d*/[\w./Đđ-]+", "", name)  # a number run into the name where all stands in one line
    parent = _parent(doc, replace(guess, above=_in_print(doc, guess.above)), name, level, tier)
    doubt = "" if sure >= 0.8 else "Tên cơ quan ban hành được suy từ chỗ khác, không phải từ đầu văn bản."
    yield doc.fact(
        "issuer",
        {"name": name, "surface": guess.surface, "level": level, "tier": tier, "parent": parent},
        guess.section,
        guess.span,
        confidence=sure,
        doubt=doubt,
    )


def _as_often(doc: Document, name: str) -> str:
    """The place of the name, and what stands before it, as the rest of the text spells them."""
    at = next((each.start for each in places(name)), len("UBND ") if name.startswith("UBND ") else len(name))
    head, place = name[:at].rstrip(), name[at:]
    parts = [as_often(doc, part) if part and part != "UBND" else part for part in (head, place)]
    return " ".join(part for part in parts if part)


def _in_print(doc: Document, name: str) -> str:
    """The name as the body of the text spells it, where the letterhead has it in capitals only."""
    wanted = fold(name)
    for each, piece in _whole_text(doc):
        if each.path == "header":
            continue
        text = re.sub(r"(?i)[uưủ][yỷ] ban nhân dân", "UBND", piece.text)
        at = fold(text).find(wanted)
        if at >= 0 and not upper(text[at : at + len(name)].replace("UBND", "")) and text[at].isupper():
            return text[at : at + len(name)]
    return name


def _still_below(doc: Document, name: str) -> bool:
    """A city raised to the province tier later than this paper (``data/issuers.yaml``, central_since)."""
    for city, since in load("issuers")["central_since"].items():
        if fold(name).endswith(fold(str(city))):
            day = next((str(fact.value["date"]) for fact in doc.once(date) if fact.value["date"]), "")
            return day[:4].isdigit() and int(day[:4]) < int(since)
    return False


_PROVINCE = re.compile(r"(?i)(?<!\w)tỉnh(?:\s|[.,;]|$)")
_DEPARTMENT = re.compile(rf"(?<!\w)(?:Sở|Giám đốc (?:các )?sở)(?:\s|,)(?=[{UPPER}]|\w)")


def _without_province(doc: Document) -> bool:
    """A city that has departments of its own and names no province, or issues after districts were abolished."""
    day = next((str(fact.value["date"]) for fact in doc.once(date) if fact.value["date"]), "")
    if day[:7] >= "2025-07":
        return True
    texts = [piece.text for _, piece in _whole_text(doc)]
    return any(_DEPARTMENT.search(text) for text in texts) and not any(_PROVINCE.search(text) for text in texts)


def _with_place(doc: Document, name: str) -> str | None:
    """``Sở Y tế`` where the text itself says ``Sở Y tế tỉnh Lâm An``."""
    wanted = fold(name)
    for each, piece in _whole_text(doc):
        if each.path == "recipients":
            continue
        at = fold(piece.text).find(wanted + " ")
        if at >= 0 and (place := next(places(piece.text[at:]), None)) and place.start == len(name) + 1:
            return f"{name} {piece.text[at + place.start : at + place.end]}"
    return None


def _named(name: str) -> bool:
    """The name says more than a kind: a department is whole without its place."""
    return not re.fullmatch(r"(?i)UBND(?:\s+\S+){0,2}|ban chỉ đạo|hội đồng|ban tổ chức", name) or bool(
        next(places(name), None)
    )


def _best(doc: Document, guesses: list[_Guess]) -> _Guess | None:
    """The first that names its place, else the first."""
    whole = [each for each in guesses if next(places(each.name), None) is not None or _named(each.name)]
    if not guesses:
        return None
    head = guesses[0]
    if head.sure >= 0.95:
        return head
    kind = fold(head.name).split()[:1]
    level = _bare_level(head.name)
    for each in whole:
        if fold(each.name).split()[:1] == kind and (
            level is None or level == next((p.level for p in places(each.name)), level)
        ):
            return each
    return head


def _bare_level(name: str) -> str | None:
    found = next(committees(name), None)
    return found.level if found else None


def _complete(doc: Document, guess: _Guess, level: str | None) -> tuple[str, str | None, str | None] | None:
    """``UBND xã`` and ``UBND`` get the place that title, closing, bases or date line name."""
    line = date_line(doc)
    place_name = line[1].text[line[2].start("place") : line[2].end("place")].strip(" ,.*") if line else ""
    wanted = level or _bare_level(guess.name)
    every = [place for _, piece in _whole_text(doc) for place in places(piece.text)]
    title = section(doc, "title")
    titled = [place for piece in (doc.pieces(title) if title else ()) for place in places(piece.text)]
    if wanted is None:
        wanted = next((p.level for p in every if place_name and fold(p.name) == fold(place_name)), None)
        if wanted is None:
            wanted = next(
                (c.level for _, piece in _whole_text(doc) for c in committees(piece.text) if not c.name), None
            )
    if wanted is None:
        wanted = next((p.level for p in titled), None)
    if wanted is None:
        return None
    same = [p for p in every if p.level == wanted]
    best = next((p for p in titled if p.level == wanted), None)
    if place_name and (best is None or any(fold(p.name) == fold(place_name) for p in same)):
        name = next((p.name for p in same if fold(p.name) == fold(place_name)), place_name)
    elif best is not None:
        name = best.name
    elif same:
        counts = {p.name: sum(q.name == p.name for q in same) for p in same}
        name = max(counts, key=lambda key: counts[key])
    else:
        name = place_name
    if upper(name):
        name = " ".join(word.capitalize() for word in name.split(" "))
    head = re.sub(r"(?i)^(UBND|ban chỉ đạo|hội đồng|ban tổ chức).*", r"\1", guess.name)
    full = f"{head} {word_of(wanted)} {name}".strip()
    return full, wanted, tier_of(wanted, name)


def _any_place(doc: Document, guess: _Guess) -> Place | None:
    """The place a body works for: of the body above it in the letterhead, else of the title."""
    for text in (guess.above, *(p.text for p in _title_pieces(doc))):
        if (found := next(places(text), None)) is not None:
            return found
    return None


def _title_pieces(doc: Document) -> tuple[Piece, ...]:
    zone = section(doc, "title")
    return doc.pieces(zone) if zone is not None else ()


def _from_symbol(doc: Document) -> _Guess | None:
    """Only the number is left (``…/KH-UBND``), or a committee is named somewhere."""
    for fact in doc.once(number):
        tail = str(fact.value["symbol"] or "").rpartition("-")[2]
        body = load("issuers")["symbols"].get(tail)
        if body is not None:
            zone = section(doc, fact.path) or doc.outline[0]
            return _Guess(str(body), tail, zone, fact.spans[0], 0.5)
    for each, piece in _whole_text(doc):
        if (found := next(committees(piece.text), None)) is not None:
            surface = piece.text[found.start : found.end]
            return _Guess(common(surface), surface, each, piece.span(found.start, found.end), 0.4)
    return None


_ORDER = {"commune": 0, "district": 1, "province": 2, "ministry": 3, "central": 4}


def _parent(doc: Document, guess: _Guess, name: str, level: str | None, tier: str | None) -> dict[str, object] | None:
    """The people's committee of the next tier the text names, by name or only by level."""
    if tier not in ("commune", "district"):
        return (
            {
                "name": guess.above,
                "level": tier_by_head(guess.above)[0],
                "tier": tier_by_head(guess.above)[1],
                "stated": "named",
            }
            if guess.above
            else None
        )
    if guess.above and next(places(guess.above), None):
        place = next(places(guess.above))
        return {"name": guess.above, "level": place.level, "tier": place.tier, "stated": "named"}
    higher = [
        c for _, piece in _whole_text(doc) for c in committees(piece.text) if c.tier and _ORDER[c.tier] > _ORDER[tier]
    ]
    named = [c for c in higher if c.name]
    if named:
        c = min(named, key=lambda each: _ORDER[str(each.tier)])
        return {"name": f"UBND {word_of(c.level)} {c.name}", "level": c.level, "tier": c.tier, "stated": "named"}
    bare = [c for c in higher if c.level != level]
    if not bare:
        return None
    c = min(bare, key=lambda each: _ORDER[str(each.tier)])
    known = [p for _, piece in _whole_text(doc) for p in places(piece.text) if p.level == c.level]
    if known:
        return {
            "name": f"UBND {word_of(c.level)} {known[0].name}",
            "level": c.level,
            "tier": known[0].tier,
            "stated": "derived",
        }
    return {"name": None, "level": c.level, "tier": c.tier, "stated": "level_only"}
