// Forms marked data-guard: a warning before unsaved text is left, and one sending for two clicks.
// Without this file the forms work; the server refuses the second sending by itself.

const LONGEST = 15000; // an answer that is a file leaves the page standing, so the form wakes by itself
const dirty = new Set();
const faces = new WeakMap();

function start(form) {
  form.addEventListener("input", () => dirty.add(form));
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    dirty.delete(form);
    form.dataset.sent = "1";
    const button = event.submitter ?? form.querySelector("button:not([type=button])");
    if (button) {
      faces.set(form, [button, [...button.childNodes]]);
      button.setAttribute("aria-disabled", "true");
      button.textContent = "Đang gửi…";
    }
    setTimeout(() => wake(form), LONGEST);
  });
}

function wake(form) {
  delete form.dataset.sent;
  const [button, nodes] = faces.get(form) ?? [];
  if (button) {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...nodes);
    faces.delete(form);
  }
}

const guarded = document.querySelectorAll("form[data-guard]");
guarded.forEach(start);
// Coming back with the browser's arrow: the page is as it was left, so the form must be usable again.
addEventListener("pageshow", (event) => { if (event.persisted) guarded.forEach(wake); });
addEventListener("beforeunload", (event) => { if (dirty.size) event.preventDefault(); });
document.addEventListener("thidua:saved", (event) => dirty.delete(event.target));
