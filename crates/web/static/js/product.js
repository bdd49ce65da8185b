// The product's form: buttons that draw it anew do so in place, and a category shows its questions by itself.
// Without script each of them sends the form and gets the page back.
const form = document.querySelector("form[data-product]");
const parts = ["category", "variants"];

async function redraw(act) {
  const data = new URLSearchParams(new FormData(form));
  data.set("do", act);
  const answer = await fetch(form.action, { method: "POST", body: data, headers: { accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const opened = new Set([...form.querySelectorAll("details.variant[open] b")].map((name) => name.textContent));
  for (const id of parts) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceWith(fresh);
  }
  for (const row of form.querySelectorAll("details.variant")) {
    if (opened.has(row.querySelector("b").textContent)) row.open = true;
  }
  dress();
  const added = act === "add" ? [...form.querySelectorAll("details.variant")].at(-1) : null;
  if (added) {
    added.open = true;
    added.querySelector("input:not([type=hidden])").focus();
  }
}

function dress() {
  form.querySelector("button[value=category]")?.setAttribute("hidden", "");
}

if (form) {
  dress();
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button?.hasAttribute("data-redraw")) return;
    event.preventDefault();
    redraw(button.value).catch(() => location.reload());
  });
  form.addEventListener("change", (event) => {
    if (event.target.dataset.redraw) redraw(event.target.dataset.redraw).catch(() => {});
  });
}
