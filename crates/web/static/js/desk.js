// The desk where applications are decided: photos are made larger and turned in place, and keys lead to what is next. Without script a photo
// opens by itself, and everything has its button.
const STEP = 1.4;
const LARGEST = 6;

function viewer(box) {
  const frame = box.querySelector("[data-frame]");
  const sheet = box.querySelector("[data-sheet]");
  const picture = sheet.querySelector("img");
  let zoom = 1;
  let turns = 0;
  // The sheet has the measures of the picture as it lies, so that the frame can be scrolled over all of it.
  const draw = () => {
    const ratio = (picture.naturalHeight || 404) / (picture.naturalWidth || 640);
    const lies = turns % 2 === 1;
    const width = frame.clientWidth * zoom * (lies ? Math.min(1, 1 / ratio) : 1);
    const height = width * ratio;
    sheet.style.width = `${lies ? height : width}px`;
    sheet.style.height = `${lies ? width : height}px`;
    picture.style.width = `${width}px`;
    picture.style.height = `${height}px`;
    picture.style.transform = `translate(-50%, -50%) rotate(${turns * 90}deg)`;
  };
  const acts = {
    larger: () => (zoom = Math.min(zoom * STEP, LARGEST)),
    smaller: () => (zoom = Math.max(zoom / STEP, 1)),
    turn: () => (turns = (turns + 1) % 4),
  };
  const act = (name) => {
    const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
    const before = sheet.clientWidth;
    acts[name]();
    draw();
    const by = sheet.clientWidth / before;
    frame.scrollTo(x * by - frame.clientWidth / 2, y * by - frame.clientHeight / 2);
  };
  box.querySelector("[data-tools]").hidden = false;
  box.classList.add("live");
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", picture.alt);
  for (const button of box.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => act(button.dataset.act));
  }
  sheet.querySelector("a").addEventListener("click", (event) => event.preventDefault());
  sheet.addEventListener("click", () => act("larger"));
  picture.addEventListener("load", draw);
  addEventListener("resize", draw);
  draw();
  return { box, act };
}

const viewers = [...document.querySelectorAll("[data-viewer]")].map(viewer);

// Keys act on the photo that is in use or, if none is, on the one that is in sight.
function current() {
  const used = viewers.find(({ box }) => box.contains(document.activeElement));
  const seen = ({ box }) => box.getBoundingClientRect().bottom > 80;
  return used ?? viewers.find(seen) ?? viewers[0];
}

document.querySelector("[data-keys]").hidden = false;
const zooms = { "+": "larger", "=": "larger", "-": "smaller", t: "turn" };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (zooms[event.key]) current()?.act(zooms[event.key]);
  else if (/^[1-9]$/.test(event.key)) document.querySelectorAll("input[name=reasons]")[event.key - 1]?.click();
  else if (marked instanceof HTMLAnchorElement) marked.click();
  // A decision takes a second key: nobody is verified or turned away by a slip.
  else if (marked) marked.focus();
  else return;
  event.preventDefault();
});
