// What every page gains from script. Each part looks for its own markers; without script the page works as it stands.

// How many: minus and plus beside a number field.
for (const stepper of document.querySelectorAll("[data-stepper]")) {
  const field = stepper.querySelector("input");
  const button = (icon, label, by) => {
    const made = document.createElement("button");
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.append(draw(icon));
    made.addEventListener("click", () => {
      const before = field.value;
      by > 0 ? field.stepUp() : field.stepDown();
      if (field.value !== before) field.dispatchEvent(new Event("change", { bubbles: true }));
      refresh();
    });
    return made;
  };
  const less = button("M5 12h14", stepper.dataset.less, -1);
  const more = button("M12 5v14M5 12h14", stepper.dataset.more, 1);
  const refresh = () => {
    less.disabled = field.valueAsNumber <= Number(field.min);
    more.disabled = field.max !== "" && field.valueAsNumber >= Number(field.max);
  };
  stepper.classList.add("live");
  stepper.prepend(less);
  stepper.append(more);
  field.addEventListener("input", refresh);
  refresh();
}

function draw(path) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("class", "icon small");
  picture.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  picture.append(line);
  return picture;
}

// A form that sends itself when something in it changes; its own button is then not needed. With "wide" it does so only where
// it stands beside what it changes, and not while an amount is typed.
const room = matchMedia("(min-width: 60rem)");
for (const form of document.querySelectorAll("form[data-send-on-change]")) {
  form.querySelector("[data-send]")?.setAttribute("hidden", "");
  const wide = form.dataset.sendOnChange === "wide";
  form.addEventListener("change", (event) => {
    if (wide && (!room.matches || event.target.type === "text")) return;
    if (event.target.checkValidity()) form.requestSubmit();
  });
}

// A form is sent once: a second press does nothing until the answer is there.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
  }
});

// Filters beside a list are always open where there is room for them.
const unfold = () => {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = room.matches || filters.open;
};
room.addEventListener("change", unfold);
unfold();

// A menu closes when one presses elsewhere or Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A dialog opens from a link to it: <a href="#stop" data-dialog> and <dialog id="stop">. Without script the dialog's own
// page or section is the link's target.
for (const opener of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!(dialog instanceof HTMLDialogElement)) continue;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
}

// Where we are in an office's row of links is in sight.
document.querySelector(".side [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// What is wrong is read first.
document.getElementById("problems")?.focus();
