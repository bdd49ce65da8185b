// A page that shows work in progress looks again by itself until the work is over.
async function look() {
  const shown = document.querySelector("[data-watch]");
  if (!shown) return;
  try {
    const answer = await fetch(shown.dataset.watch, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(shown.id);
    if (fresh) shown.replaceWith(fresh);
  } catch {
    // The connection is away; the next look may find it again.
  }
  setTimeout(look, 2000);
}
setTimeout(look, 1000);
