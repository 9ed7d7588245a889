// <form data-autosave="/address/">: text typed is posted to the address two seconds after the last key.
// The server answers {"saved": "08:40", "version": 3}; 409 {"message": "…"} when someone else has saved meanwhile.
// Files are left to the real sending. Nothing is kept in the browser's storage.

const PAUSE = 2000;
const LONGEST = 8000;

function start(form) {
  const line = document.querySelector(`[data-saved="${form.id}"]`) ?? form.querySelector("[data-saved]");
  let timer = 0;
  let since = 0;
  let running = false;
  let again = false;

  const say = (text) => { if (line) line.textContent = text; };

  async function save() {
    clearTimeout(timer);
    since = 0;
    if (running) { again = true; return; }
    running = true;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      const data = await answer.json();
      if (answer.ok) {
        if (form.elements.version && data.version !== undefined) form.elements.version.value = data.version;
        say(`Đã lưu lúc ${data.saved}`);
        if (!again) form.dispatchEvent(new CustomEvent("thidua:saved", { bubbles: true }));
      } else {
        say(data.message ?? data.reasons?.[0]?.message ?? "Chưa lưu được. Nội dung còn trên trang này.");
      }
    } catch {
      say("Chưa lưu được vì mất kết nối. Nội dung còn trên trang này, sẽ thử lại.");
      timer = setTimeout(save, LONGEST);
    }
    running = false;
    if (again) { again = false; save(); }
  }

  form.addEventListener("input", (event) => {
    if (event.isComposing) return;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, LONGEST - (Date.now() - since))));
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

document.querySelectorAll("form[data-autosave]").forEach(start);
