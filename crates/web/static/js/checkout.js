// The checkout: another way to send changes the total at once. Without script, a button asks for the page again.
const form = document.getElementById("checkout");
const again = form.querySelector("[data-again]");
const orders = form.querySelectorAll("button:not([name])");
let asking;

again.hidden = true;
form.addEventListener("change", (event) => {
  if (event.target.name.startsWith("shipping-")) refresh();
});

// Nobody orders while the total on the page is an old one.
function wait(waits) {
  for (const button of orders) {
    button.disabled = waits;
    if (waits) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
}

async function refresh() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  wait(true);
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "again");
    const answer = await fetch(form.action, { method: "POST", body, signal });
    if (!answer.ok || answer.redirected) throw new Error(`the checkout answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of form.querySelectorAll("[data-fresh]")) {
      const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      part.replaceChildren(...fresh.childNodes);
    }
    wait(false);
  } catch (error) {
    if (error.name === "AbortError") return;
    // Something has changed that this page cannot show: ask for it as a whole.
    again.hidden = false;
    form.requestSubmit(again.querySelector("button"));
  }
}
