// Shortcuts of staff queues: j and k move between rows, Enter opens, / goes to the search field, ? says so.
const rows = [...document.querySelectorAll("[data-queue] tr:has(a)")];
let place = -1;

function move(by) {
  if (rows.length === 0) return;
  rows[place]?.removeAttribute("aria-selected");
  place = Math.min(Math.max(place + by, 0), rows.length - 1);
  rows[place].setAttribute("aria-selected", "true");
  rows[place].querySelector("a").focus();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "/") document.querySelector("input[type=search]")?.focus();
  else if (event.key === "?") document.getElementById("shortcuts")?.showModal?.();
  else return;
  event.preventDefault();
});
