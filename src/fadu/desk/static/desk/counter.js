// The counter's form: nothing typed is lost. What is typed goes to the server a moment after each
// change; while that cannot be, it stays in this browser (localStorage) and is sent when it can. Every
// state is said in words. Enter moves on. Without this script the buttons do the same, one by one.

const form = document.getElementById("sheet");
const line = form.querySelector("[data-kept]");
const words = {};
for (const each of document.getElementById("kept-words").content.querySelectorAll("[data-word]")) {
  words[each.dataset.word] = each.textContent;
}
const PLACE = `fadu.counter.${form.dataset.draft}`;
const PAUSE = 600;
const AGAIN = 3000;
const TOO_LONG = 8000;

const input = (name) => form.querySelector(`input[type=hidden][name="${name}"]`);
let dirty = false;
let saving = null;
let timer = 0;
let stopped = ""; // "over" or "elsewhere": saving waits for the clerk
let leaving = false;

const say = (state, more) => {
  line.className = ["saved", "saving", "restored"].includes(state) ? "kept" : "kept kept-warning";
  line.replaceChildren(words[state], ...(more ? [more] : []));
};

const typed = () => {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !name.startsWith("arrived-") && name !== "action") body.append(name, value);
  }
  return body;
};

// This browser's own copy: written while the server has not confirmed, removed when it has.
const store = () => {
  try {
    localStorage.setItem(PLACE, typed().toString());
    return true;
  } catch {
    return false;
  }
};
const clear = () => localStorage.removeItem(PLACE);

const post = (body) =>
  fetch(form.dataset.save, {
    method: "POST", body, redirect: "error", credentials: "same-origin",
    headers: { "X-CSRFToken": input("csrfmiddlewaretoken").value },
    signal: AbortSignal.timeout(TOO_LONG),
  });

// After signing in again the form's token is an old one: take the new one from a fresh page.
const renewed = async () => {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(TOO_LONG) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("#sheet [name=csrfmiddlewaretoken]");
  if (token) for (const each of document.getElementsByName("csrfmiddlewaretoken")) each.value = token.value;
  return Boolean(token);
};

const over = () => {
  stopped = "over";
  const link = document.createElement("a");
  link.href = `/desk/login/?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = words.enter;
  say("over", link);
};

const elsewhere = (version, mine) => {
  stopped = "elsewhere";
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn-quiet btn-small", textContent: words.mine });
  button.addEventListener("click", () => {
    stopped = "";
    input("version").value = version;
    mine(version);
  });
  say("elsewhere", button);
};

const show = (told, sent) => {
  input("version").value = told.version;
  for (const [name, value] of Object.entries(told.filled)) {
    const field = form.elements[name];
    if (field && field.value === (sent.get(name) ?? "")) field.value = value;
  }
  for (const field of form.querySelectorAll(".field [id^=id_]")) fault(field, told.faults[field.id]);
  // A card reader has filled the field on which the hand waits: go on to the next one.
  const now = document.activeElement;
  if (now.name in told.filled && !now.name.endsWith("-identity")) onward(now);
};

const fault = (field, said) => {
  const box = field.closest(".field");
  const id = `${field.id}_error`;
  let note = document.getElementById(id);
  box.classList.toggle("field-wrong", Boolean(said));
  if (!said) {
    note?.remove();
    field.removeAttribute("aria-invalid");
    return;
  }
  if (!note) {
    note = Object.assign(document.createElement("p"), { id, className: "wrong" });
    box.append(note);
  }
  note.textContent = said.join(" ");
  field.setAttribute("aria-invalid", "true");
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  field.setAttribute("aria-describedby", [...new Set([...described, id])].join(" "));
};

// One saving at a time; true when the server has everything that is on the page.
const save = () => {
  saving ??= attempt().finally(() => {
    saving = null;
  });
  return saving;
};

const attempt = async (again = true) => {
  clearTimeout(timer);
  const sent = typed();
  dirty = false;
  let answer;
  try {
    answer = await post(sent);
  } catch {
    dirty = true;
    say(store() ? "offline" : "unkept");
    timer = setTimeout(save, AGAIN);
    return false;
  }
  if (answer.ok) {
    const told = await answer.json();
    show(told, sent);
    stopped = "";
    if (dirty) timer = setTimeout(save, PAUSE);
    else {
      clear();
      say("saved", new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" }));
    }
    return !dirty;
  }
  dirty = true;
  store();
  if (answer.status === 410) {
    clear();
    leave((await answer.json()).next);
  } else if (answer.status === 401) over();
  else if (answer.status === 409) elsewhere((await answer.json()).version, save);
  else if (answer.status === 403 && again && (await renewed())) return attempt(false);
  else {
    say("offline");
    timer = setTimeout(save, AGAIN);
  }
  return false;
};

const leave = (address) => {
  leaving = true;
  location.assign(address);
};

const touch = () => {
  dirty = true;
  store();
  clearTimeout(timer);
  if (!stopped) timer = setTimeout(save, PAUSE);
};

form.addEventListener("input", (event) => {
  if (event.target.type !== "file") touch();
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "file" && !stopped && dirty) save();
});
window.addEventListener("online", () => dirty && save());
window.addEventListener("focus", () => stopped === "over" && save());
window.addEventListener("beforeunload", (event) => {
  if (dirty && !leaving && line.textContent === words.unkept) event.preventDefault();
});

// A button sends the page only when the server can be reached: a stall leaves the page as it is.
form.addEventListener("submit", async (event) => {
  if (event.defaultPrevented || leaving) return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.value === "discard") {
    clear();
    return send(button);
  }
  say("saving");
  if ((await save()) || (await save())) return send(button);
  if (!stopped) say("hold");
});

const send = (button) => {
  const action = Object.assign(document.createElement("input"), { type: "hidden", name: "action", value: button?.value ?? "open" });
  form.append(action);
  leaving = true;
  form.submit();
};

// Enter moves on to the next field that is still wanted or wrong, and at last to the button; Tab goes
// through all of them.
const steps = () =>
  [...form.querySelectorAll("input, select, textarea")].filter(
    (each) => each.type !== "hidden" && each.type !== "file" && each.checkVisibility() && !each.disabled,
  );
const wanted = (field) =>
  field.closest(".field-wrong") || (field.getAttribute("aria-required") === "true" && !field.value.trim());
const onward = (field) => {
  const all = steps();
  goTo(all.slice(all.indexOf(field) + 1).find(wanted) ?? form.querySelector("[data-last]"));
};

// What stands in a field is marked, so that a card reader or a hand types over it.
const goTo = (field) => {
  field?.focus();
  if (field?.matches("input:not([type=date])")) field.select();
};

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
  const field = event.target;
  if (!field.matches("input, select")) return;
  event.preventDefault();
  if (field.type === "file") {
    field.click();
    return;
  }
  if (dirty && !stopped) save();
  onward(field);
});

// Scans that have arrived are sorted at once: the page comes again with them at their papers.
const scans = form.querySelector("[data-scans]");
if (scans) {
  const sort = form.querySelector("[data-sort]");
  const choose = form.querySelector("[data-choose]");
  choose.hidden = false;
  choose.addEventListener("click", () => scans.querySelector("input[type=file]").click());
  sort.hidden = true;
  new MutationObserver(() => {
    const rows = [...scans.querySelectorAll("[data-arriving] > li")];
    const done = rows.filter((row) => row.querySelector("input[name^=arrived-]"));
    const waiting = rows.filter((row) => !done.includes(row) && !row.matches(".refused, .stopped"));
    if (done.length && !waiting.length && !leaving) form.requestSubmit(sort);
  }).observe(scans, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
}

// What an earlier visit could not send is put back into the page, and sent. A page with other parties
// than the server's is sent as it was, and comes again.
const restore = () => {
  const kept = localStorage.getItem(PLACE);
  if (!kept) return false;
  const body = new URLSearchParams(kept);
  const strange = [...body].some(([name, value]) => value && !form.elements[name]);
  if (strange) {
    sendKept(body);
    return true;
  }
  for (const [name, value] of body) if (name !== "csrfmiddlewaretoken") form.elements[name].value = value;
  dirty = true;
  save().then((done) => done && say("restored"));
  return false;
};

const sendKept = async (body) => {
  let answer;
  try {
    answer = await post(body);
  } catch {
    say("offline");
    setTimeout(() => sendKept(body), AGAIN);
    return;
  }
  if (answer.ok || answer.status === 410) {
    clear();
    leave(location.pathname);
  } else if (answer.status === 401) over();
  else if (answer.status === 409) {
    elsewhere((await answer.json()).version, (version) => {
      body.set("version", version);
      sendKept(body);
    });
  } else if (answer.status === 403 && (await renewed())) sendKept(body);
};

if (!restore()) {
  const place = document.getElementById(location.hash.slice(1));
  if (place?.matches("input, select")) {
    goTo(place);
    history.replaceState(null, "", location.pathname);
  } else if (!location.hash && !document.querySelector(".refusals")) goTo(steps()[0]);
}
