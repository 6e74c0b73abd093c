// Pictures in the viewer: larger, smaller, turned, fitted. Without this they are shown whole.

const STEP = 1.25;
let scale = 1;
let turned = 0;

const stage = () => document.querySelector(".viewer-picture");

const size = (picture) => {
  const { naturalWidth: wide, naturalHeight: high } = picture;
  return turned % 180 ? [high, wide] : [wide, high];
};

const fit = () => {
  const [wide, high] = size(stage().querySelector("img"));
  scale = Math.min((stage().clientWidth - 2) / wide, (stage().clientHeight - 2) / high);
};

const draw = () => {
  const sheet = stage().querySelector(".viewer-sheet");
  const picture = sheet.querySelector("img");
  const [wide, high] = size(picture);
  sheet.classList.add("viewer-set");
  sheet.style.width = `${wide * scale}px`;
  sheet.style.height = `${high * scale}px`;
  picture.style.width = `${picture.naturalWidth * scale}px`;
  picture.style.height = `${picture.naturalHeight * scale}px`;
  picture.style.transform = `translate(-50%, -50%) rotate(${turned}deg)`;
};

const acts = {
  in: () => { scale *= STEP; },
  out: () => { scale /= STEP; },
  turn: () => { turned = (turned + 90) % 360; fit(); },
  fit,
};

const begin = () => {
  const picture = stage()?.querySelector("img");
  if (!picture) return;
  document.querySelector("[data-viewer-tools]").hidden = false;
  const show = () => {
    turned = 0;
    fit();
    draw();
  };
  if (picture.complete && picture.naturalWidth) show();
  else picture.addEventListener("load", show, { once: true });
};

document.addEventListener("click", (event) => {
  const act = acts[event.target.closest?.("[data-viewer]")?.dataset.viewer];
  if (!act) return;
  act();
  draw();
});
document.addEventListener("htmx:afterSettle", begin);
begin();
