// The review page by keyboard and in place. Without this file every act is a plain form and the page is loaded anew.
// Keys work only while the focus is inside the list of facts, so they disturb no other tool.
// What the reader looks at stays where it is: what changes above it is made up for by scrolling.

const list = document.getElementById("du-kien");
const sheet = document.querySelector(".sheet-box");
document.querySelector(".reader").classList.add("scripted");
const facts = () => [...list.querySelectorAll("[data-fact]")];
const current = () => document.activeElement?.closest?.("[data-fact]");
const group = (fact) => fact.closest(".fact-group");
const at = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

// On a telephone only one of text and facts is shown; a draft without a document has no choice.
function side(id) {
  const choice = document.getElementById(id);
  if (choice) choice.checked = true;
}

function keep(still, change, after = still) {
  const before = still?.getBoundingClientRect().top;
  change();
  if (after?.isConnected) scrollBy({ top: after.getBoundingClientRect().top - before, behavior: "instant" });
}

// Its words in the document: outlined, and brought into view inside their own pane.
function show(marks) {
  for (const mark of sheet?.querySelectorAll(".here") ?? []) mark.classList.remove("here");
  for (const mark of marks) mark.classList.add("here");
  if (!marks.length || getComputedStyle(sheet).overflowY !== "auto") return;
  const pane = sheet.getBoundingClientRect();
  const [first, last] = [marks[0].getBoundingClientRect(), marks[marks.length - 1].getBoundingClientRect()];
  if (first.top < pane.top + 24 || last.bottom > pane.bottom - 24) sheet.scrollTop += first.top - pane.top - pane.height / 3;
}

const words = (fact) => [...(sheet?.querySelectorAll(`mark[data-facts~="${fact.dataset.number}"]`) ?? [])];

let seen = null; // the fact that was looked at last
function go(fact, whole = false) {
  if (!fact) return;
  const one = fact.querySelector(".one");
  if (one && whole) one.open = true;
  side("xem-du-kien");
  seen = fact;
  for (let fold = fact.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  fact.focus({ preventScroll: true });
  fact.scrollIntoView({ block: "nearest", behavior: "instant" });
}

const step = (fact, by) => { const all = facts(); return all[all.indexOf(fact) + by]; };

// The next fact that waits after this one, from the start again at the end.
function waiting(fact) {
  const all = facts();
  const from = all.indexOf(fact) + 1;
  return [...all.slice(from), ...all.slice(0, from - 1)].find((each) => each.classList.contains("pending") && !each.dataset.sent);
}

let sending = Promise.resolve();
let last = ""; // number of the fact decided last
function act(button) {
  const fact = button.closest("[data-fact]");
  const next = button.dataset.act === "undo" ? fact : waiting(fact) ?? fact;
  fact.dataset.sent = "1";
  last = button.dataset.act === "undo" ? "" : fact.dataset.number;
  if (next !== fact) go(next);
  sending = sending.then(() => send(button, fact));
}

// The fact in focus if it is decided; else the one decided last, wherever the focus went since.
function takeBack(fact) {
  const number = fact.querySelector("[data-act='undo']") ? fact.dataset.number : last;
  if (!number) return;
  sending = sending.then(() => {
    const decided = document.getElementById(`f${number}`);
    go(decided, true);
    decided.querySelector("[data-act='undo']")?.click();
  });
}

async function send(button, fact) {
  const body = new FormData(list);
  body.set(button.name, button.value);
  body.set("xem", new URLSearchParams(location.search).get("xem") ?? "");
  let answer;
  try {
    answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-Part": "fact" }, keepalive: true });
  } catch { /* the line is down: the plain form says so */ }
  if (!answer?.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    button.dataset.plain = "1";
    list.requestSubmit(button); // a refusal or a conflict is a page of its own
    return new Promise(() => {});
  }
  put(fact, await answer.json());
}

function put(fact, data) {
  const made = document.createElement("template");
  made.innerHTML = data.fact.trim();
  const shown = made.content.firstElementChild;
  const [mine, home] = [current() === fact, group(fact)];
  const still = mine ? fact : current() ?? fact.nextElementSibling;
  keep(still, () => {
    fact.replaceWith(shown);
    const left = home.querySelectorAll(".pending").length;
    const count = home.querySelector("summary .left");
    count.textContent = left ? `còn ${left} trong ${count.dataset.all}` : `xong ${count.dataset.all}`;
    if (!left && current() && group(current()) !== home) home.open = false;
    const all = home.querySelector("[data-act='group']");
    if (all && !left) all.parentElement.remove();
  }, mine ? shown : still);
  for (const mark of words(shown)) {
    const numbers = mark.dataset.facts.trim().split(" ");
    mark.classList.toggle("q", numbers.some((n) => document.getElementById(`f${n}`)?.classList.contains("pending")));
  }
  document.getElementById("tom-tat").innerHTML = data.bar;
  document.getElementById("viec-chung").innerHTML = data.acts;
  document.getElementById("loc").innerHTML = data.filters;
  if (mine) go(shown);
  if (!data.next) document.querySelector("#tom-tat .btn")?.focus({ preventScroll: true });
}

if (list) {
  list.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.closest("[data-fact]") || button.dataset.plain) return;
    event.preventDefault();
    act(button);
  });

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const fact = current();
    if (!fact) return;
    const press = (name, where = fact) => where.querySelector(`[data-act="${name}"]`)?.click();
    if (event.key === "j") go(step(fact, 1));
    else if (event.key === "k") go(step(fact, -1));
    else if (event.key === "n") go(waiting(fact));
    else if (event.key === "e") press("edit");
    else if (event.key === "x") press("reject");
    else if (event.key === "u") takeBack(fact);
    else if (event.key === "g") press("group", group(fact));
    else if (event.key === "a" && fact.dataset.add) location.assign(fact.dataset.add);
    else if (event.key === "Enter" && event.target === fact) {
      const open = fact.classList.contains("pending") ? "[data-act='edit']" : "summary"; // what lacks something is filled in
      (fact.querySelector("[data-act='accept']") ?? fact.querySelector(open))?.click();
    }
    else return;
    event.preventDefault();
  });

  list.addEventListener("focusin", () => {
    const fact = current();
    if (!fact) return;
    seen = fact;
    show(words(fact));
  });
}

document.addEventListener("click", (event) => {
  const loose = event.target.closest(".sheet .loose");
  if (loose) {
    side("xem-du-kien");
    go(document.querySelector(`[data-sentence="${loose.id}"]`));
    show([loose]);
    return;
  }
  const link = event.target.closest("a[href*='#']");
  const target = link?.pathname === location.pathname && at(link.hash);
  if (!target) return;
  if (target.matches("[data-fact]")) {
    event.preventDefault();
    go(link.id === "toi-cho" && seen?.isConnected ? waiting(seen) ?? target : target, true);
  } else if (target.closest(".sheet")) {
    const fact = link.closest("[data-fact]");
    seen = fact ?? seen;
    side("xem-van-ban");
    show(fact ? words(fact) : [target]);
    if (getComputedStyle(sheet).overflowY === "auto") event.preventDefault();
  }
});

// A telephone: going over to the other side leads to what was looked at last.
document.addEventListener("change", (event) => {
  if (!seen?.isConnected || event.target.name !== "xem") return;
  if (event.target.id === "xem-du-kien") seen.scrollIntoView({ block: "center", behavior: "instant" });
  else words(seen)[0]?.scrollIntoView({ block: "center", behavior: "instant" });
});

// Back in the browser shows the page as it was left, counts and all: ask for it anew.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

const asked = location.hash ? at(location.hash) : null;
if (asked?.closest(".sheet")) {
  side("xem-van-ban");
  show([asked]);
  asked.scrollIntoView({ block: "center", behavior: "instant" });
} else if (asked) go(asked.closest("[data-fact], [data-sentence]"), true);
