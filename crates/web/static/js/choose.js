// The price, what it costs delivered and what is left follow the chosen variant. Without script the page says the lowest
// price, and the cart the exact one.
const form = document.querySelector("form[data-choose]");

const follow = () => {
  const chosen = form.querySelector("input[type=radio]:checked, option:checked[data-price]");
  if (!chosen) return;
  for (const [name, text] of Object.entries(chosen.dataset)) {
    for (const place of document.querySelectorAll(`[data-show="${name}"]`)) place.textContent = text;
  }
  for (const from of document.querySelectorAll("[data-from]")) from.hidden = true;
  for (const before of document.querySelectorAll('[data-show="before"]')) before.hidden = !chosen.dataset.before;
  const quantity = form.querySelector("input[name=quantity]");
  if (quantity) {
    quantity.dataset.most ??= quantity.max;
    quantity.max = Math.max(1, Math.min(Number(chosen.dataset.pieces), Number(quantity.dataset.most)));
    if (quantity.valueAsNumber > Number(quantity.max)) quantity.value = quantity.max;
    quantity.dispatchEvent(new Event("input", { bubbles: true }));
  }
};

if (form) {
  form.addEventListener("change", (event) => {
    if (event.target.name === "offer_id") follow();
  });
  follow();
}
