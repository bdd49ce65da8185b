// Suggestions below the search box, as the combobox pattern of WAI-ARIA has it. Without script, or when the server does not
// answer, the box is a box.

const form = document.querySelector("form.search[data-suggest]");
const field = form?.querySelector("input[type=search]");

if (field) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  list.hidden = true;
  form.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let typed = field.value;
  let waiting;
  let asking;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = [...list.children];
    chosen = (place + options.length + 1) % (options.length + 1);
    if (chosen === options.length) chosen = -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    field.value = chosen < 0 ? typed : options[chosen].textContent;
    if (chosen < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const show = (phrases) => {
    list.replaceChildren(
      ...phrases.map((phrase, at) => {
        const option = document.createElement("li");
        option.id = `suggestion-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = phrase;
        return option;
      }),
    );
    chosen = -1;
    const some = phrases.length > 0 && document.activeElement === field;
    list.hidden = !some;
    field.setAttribute("aria-expanded", String(some));
    field.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal });
      show(answer.ok ? (await answer.json()).suggestions : []);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(waiting);
    if (typed.trim() === "") return close();
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      field.value = typed;
      close();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "ArrowDown" && typed.trim() !== "") {
      ask();
    }
  });
  // Pressing an option must not take the focus from the box before it is read.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    field.value = option.textContent;
    form.requestSubmit();
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    asking?.abort();
    close();
  });
}
