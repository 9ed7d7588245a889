// The progress of reading without loading the whole page: every two seconds, until the state is another one.

const PAUSE = 2000;
const place = document.getElementById("tien-do");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.getElementById("tien-do");
    if (!now) { location.reload(); return; }
    if (now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
  } catch { /* the line is down; the next look tells */ }
  setTimeout(look, PAUSE);
}

if (place) setTimeout(look, PAUSE);
