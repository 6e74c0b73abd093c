/* Moves what was just done into a corner, where it can be closed. It stays until it is: many readers
   are slow, and what was done must not vanish before it is read. */
const held = document.querySelector(".messages");
const done = held ? [...held.querySelectorAll(".notice-success, .notice-info")] : [];
if (done.length) {
  const corner = document.createElement("div");
  corner.className = "toasts";
  corner.setAttribute("role", "status");
  for (const notice of done) {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", held.dataset.close);
    close.addEventListener("click", () => notice.remove());
    notice.append(close);
    corner.append(notice);
  }
  document.body.append(corner);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) corner.lastElementChild?.remove();
  });
  if (!held.querySelector(".notice")) held.remove();
}
