// The product's pictures: pressing a small one shows it large in place. Without script it opens as a picture.
for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const large = gallery.querySelector("img");
  const links = [...gallery.querySelectorAll("a[data-picture]")];
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      large.removeAttribute("srcset");
      large.src = link.href;
      large.alt = link.querySelector("img").alt;
      for (const other of links) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
    });
  }
}
