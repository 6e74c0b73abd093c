// Finding a matter at the counter: what is typed narrows the list, Enter begins the first that is left.
// Without script the same form asks the server.
const part = document.querySelector("[data-matters]");
const field = part.querySelector("input[name=matter]");
const matters = [...part.querySelectorAll("button.matter")];
const none = part.querySelector("[data-none]");

const left = () => matters.filter((each) => !each.closest("li").hidden);

field.addEventListener("input", () => {
  const word = field.value.trim().toLowerCase();
  for (const each of matters) {
    each.closest("li").hidden = !each.querySelector("b").textContent.toLowerCase().includes(word);
  }
  none.hidden = left().length > 0 || matters.length === 0;
});

field.form.addEventListener("submit", (event) => {
  // What the server has left out can be asked of it alone.
  if (left().length === 0) return;
  event.preventDefault();
  left()[0].click();
});
