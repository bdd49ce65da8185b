// A shop's address is suggested from its name until somebody types one; a slip prints at the press of a button.
for (const name of document.querySelectorAll("[data-names]")) {
  const address = document.getElementById(name.dataset.names);
  let own = address.value !== "";
  address.addEventListener("input", () => (own = address.value !== ""));
  name.addEventListener("input", () => {
    if (own) return;
    const plain = name.value.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "");
    address.value = plain.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
