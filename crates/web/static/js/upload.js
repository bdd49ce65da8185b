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
