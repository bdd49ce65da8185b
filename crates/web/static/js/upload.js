// Files to send: they can be dropped on the field's box, and pictures are shown before they are sent.
for (const box of document.querySelectorAll("[data-drop]")) {
  const field = box.querySelector("input[type=file]");
  const previews = box.querySelector("[data-previews]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("over", name === "dragover");
    });
  }
  box.addEventListener("drop", (event) => {
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  field.addEventListener("change", async () => {
    if (!previews) return;
    const shown = await Promise.all([...field.files].filter((file) => file.type.startsWith("image/")).map(show));
    previews.replaceChildren(...shown);
  });
}

// As data, not as a blob: that is the only other source of pictures that the security policy allows.
function show(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const picture = new Image(64, 64);
      picture.className = "picture thumb";
      picture.alt = file.name;
      picture.src = reader.result;
      done(picture);
    });
    reader.readAsDataURL(file);
  });
}

// Large files take a while on a telephone: the bar says how much has left.
for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
  const bar = form.querySelector("[data-sending]");
  if (!bar) continue;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    bar.hidden = false;
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (step) => {
      if (step.lengthComputable) bar.value = (100 * step.loaded) / step.total;
    });
    // A page that was led to is opened, with what it said at first; one that says what is wrong takes this one's place.
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      if (request.responseURL !== form.action) {
        sessionStorage.setItem("flashes", page.querySelector(".flashes")?.outerHTML ?? "");
        location.assign(request.responseURL);
        return;
      }
      document.querySelector("main").replaceWith(page.querySelector("main"));
      document.getElementById("problems")?.focus();
    });
    request.addEventListener("error", () => {
      bar.hidden = true;
      delete form.dataset.sent;
      form.querySelector("[aria-busy]")?.removeAttribute("aria-busy");
    });
    request.open("POST", form.action);
    request.setRequestHeader("accept", "text/html");
    request.send(new FormData(form, event.submitter));
  });
}

// What the page said when it was met on the way.
const said = sessionStorage.getItem("flashes");
sessionStorage.removeItem("flashes");
if (said) {
  const page = new DOMParser().parseFromString(said, "text/html");
  document.querySelector("main > .width")?.prepend(...page.body.children);
}
