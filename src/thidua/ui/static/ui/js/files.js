// Under a file box: names and sizes of what was chosen, in Vietnamese, and a warning before a file too large is sent.
// The limit (data-most, bytes) is only said here; the server judges.

const size = (bytes) => bytes < 1024 * 1024
  ? `${Math.max(1, Math.round(bytes / 1024)).toLocaleString("vi-VN")} kB`
  : `${(bytes / 1024 / 1024).toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;

function show(input) {
  let list = input.nextElementSibling;
  if (!list?.classList.contains("file-list")) {
    list = document.createElement("ul");
    list.className = "file-list";
    list.setAttribute("role", "status");
    input.after(list);
  }
  const most = Number(input.dataset.most || 0);
  list.replaceChildren(...[...input.files].map((file) => {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const length = document.createElement("span");
    name.textContent = file.name;
    length.textContent = size(file.size);
    length.className = "size";
    row.append(name, length);
    if (most && file.size > most) {
      const warning = document.createElement("span");
      warning.className = "too-big";
      warning.textContent = `Tệp quá lớn, tối đa ${size(most)}. Xin chọn tệp nhỏ hơn.`;
      row.append(warning);
    }
    return row;
  }));
}

for (const input of document.querySelectorAll("input[type=file]")) input.addEventListener("change", () => show(input));
