// The review page by keyboard and in place. Without this file every act is a plain form and the page is loaded anew.
// Keys work only while the focus is inside the list of facts, so they disturb no other tool.

const list = document.getElementById("du-kien");
const facts = () => [...list.querySelectorAll("[data-fact]")];
const current = () => document.activeElement?.closest?.("[data-fact]");

// On a telephone only one of text and facts is shown; a draft without a document has no choice.
function side(id) {
  const choice = document.getElementById(id);
  if (choice) choice.checked = true;
}

function show(fact) {
  for (const mark of document.querySelectorAll(".sheet mark.here")) mark.classList.remove("here");
  if (!fact) return;
  const marks = document.querySelectorAll(`.sheet mark[data-facts~="${fact.dataset.number}"]`);
  for (const mark of marks) mark.classList.add("here");
  const box = document.querySelector(".sheet-box");
  if (marks[0] && box && getComputedStyle(box).overflowY === "auto") {
    box.scrollTop += marks[0].getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
  }
}

function go(fact) {
  if (!fact) return;
  side("xem-du-kien");
  fact.focus();
  fact.scrollIntoView({ block: "nearest" });
}

const step = (fact, by) => { const all = facts(); return all[all.indexOf(fact) + by]; };

async function act(button) {
  const fact = button.closest("[data-fact]");
  const body = new FormData(list);
  body.set(button.name, button.value);
  let answer;
  try {
    answer = await fetch(button.formAction, { method: "POST", body, headers: { "X-Part": "fact" } });
  } catch {
    list.requestSubmit(button);
    return;
  }
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    button.dataset.plain = "1";
    list.requestSubmit(button); // a refusal or a conflict is a page of its own
    return;
  }
  const data = await answer.json();
  const next = step(fact, 1);
  const made = document.createElement("template");
  made.innerHTML = data.fact.trim();
  const shown = made.content.firstElementChild;
  fact.replaceWith(shown);
  made.innerHTML = data.head.trim();
  document.getElementById("tom-tat").replaceWith(made.content.firstElementChild);
  const waits = shown.classList.contains("pending");
  for (const mark of document.querySelectorAll(`.sheet mark[data-facts="${shown.dataset.number} "]`)) mark.classList.toggle("q", waits);
  const goal = document.getElementById("toi-cho");
  if (goal && data.next) goal.href = `#f${data.next}`;
  if (goal && !data.next) location.reload();
  go(next ?? shown);
}

if (list) {
  list.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.dataset.act || button.dataset.plain) return;
    event.preventDefault();
    act(button);
  });

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const fact = current();
    if (!fact) return;
    const press = (name) => fact.querySelector(`[data-act="${name}"]`)?.click();
    if (event.key === "j") go(step(fact, 1));
    else if (event.key === "k") go(step(fact, -1));
    else if (event.key === "e") press("edit");
    else if (event.key === "x") press("reject");
    else if (event.key === "a" && fact.dataset.add) location.assign(fact.dataset.add);
    else if (event.key === "Enter" && event.target === fact) press("accept");
    else return;
    event.preventDefault();
  });

  list.addEventListener("focusin", () => show(current()));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    const target = link?.pathname === location.pathname && document.getElementById(link.hash.slice(1));
    if (!target) return;
    if (target.matches("[data-fact]")) {
      event.preventDefault();
      go(target);
    } else if (target.closest(".sheet")) {
      side("xem-van-ban");
      show(link.closest("[data-fact]"));
    }
  });

  if (location.hash) go(document.getElementById(location.hash.slice(1))?.closest("[data-fact]"));
}
