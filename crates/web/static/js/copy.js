// A button that copies a field. Without script the field can be marked and copied by hand.
for (const box of document.querySelectorAll("[data-copy-of]")) {
  const field = document.getElementById(box.dataset.copyOf);
  const button = box.querySelector("button");
  if (!navigator.clipboard) continue;
  box.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    field.select();
    button.querySelector("span").textContent = box.dataset.copied;
  });
}
