/* Uploads in pieces, on top of plain file inputs (pages/parts/upload.html, pages/parts/uploads.html).
   A chosen file goes up at once; a lost network, a reload or an ended session costs nothing. The
   form then names the files ("arrived-<code>"); the server has inspected and kept them already. */

const SMALLEST = 256 * 1024;
const LARGEST = 4 * 1024 * 1024;
const AT_ONCE = 2;

class Refused extends Error {
  constructor(status, told) {
    super(told.said || "");
    this.status = status;
    this.told = told;
  }
}

class Uploads {
  constructor(root) {
    this.root = root;
    this.form = root.closest("form");
    this.address = root.dataset.uploads;
    this.biggest = Number(root.dataset.biggest);
    this.words = {};
    for (const each of root.querySelector("[data-words]").content.querySelectorAll("[data-word]")) {
      this.words[each.dataset.word] = each.textContent;
    }
    this.token = this.form.querySelector("[name=csrfmiddlewaretoken]").value;
    this.rows = [];
    this.held = null;
    this.fields = new Map();
    for (const field of this.form.querySelectorAll("[data-upload]")) this.prepare(field);
    this.form.addEventListener("submit", (event) => this.hold(event));
    window.addEventListener("beforeunload", (event) => {
      if (this.busy().length && !this.held) event.preventDefault();
    });
    this.recall();
  }

  prepare(field) {
    const input = field.querySelector("input[type=file]");
    this.fields.set(field.dataset.upload, field);
    field.querySelector(".upload-more").hidden = false;
    input.addEventListener("change", () => {
      this.choose(field, [...input.files]);
      input.value = "";
    });
    if (matchMedia("(pointer: coarse)").matches) {
      const camera = field.querySelector("[data-camera]");
      const taking = document.createElement("input");
      Object.assign(taking, { type: "file", accept: "image/jpeg" });
      taking.setAttribute("capture", "environment");
      camera.hidden = false;
      camera.addEventListener("click", () => taking.click());
      taking.addEventListener("change", () => {
        this.choose(field, [...taking.files]);
        taking.value = "";
      });
    }
    for (const name of ["dragenter", "dragover"]) {
      field.addEventListener(name, (event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        field.classList.add("over");
      });
    }
    field.addEventListener("dragleave", (event) => {
      if (!field.contains(event.relatedTarget)) field.classList.remove("over");
    });
    field.addEventListener("drop", (event) => {
      event.preventDefault();
      field.classList.remove("over");
      this.choose(field, [...event.dataTransfer.files]);
    });
  }

  /* What an earlier visit left: done files are handed in with this form, others wait for their file. */
  async recall() {
    let told;
    try {
      told = await this.ask(this.listing(), {});
    } catch {
      return; // the page works; what is on its way shows at the next visit
    }
    this.token = told.token;
    for (const plain of told.files) {
      const field = this.fields.get(plain.code);
      if (!field || this.rows.some((row) => row.id === plain.id)) continue;
      const row = new Row(this, field, plain.name);
      row.adopt(plain);
      if (!plain.done) row.stop(this.words.again, { mark: plain.mark, size: plain.size });
    }
  }

  choose(field, files) {
    for (const file of files) {
      const earlier = this.rows.find((row) => row.waitsFor(field, file));
      const row = earlier || new Row(this, field, file.name);
      row.file = file;
      const fault = this.fault(field, file);
      if (fault) row.refuse(this.words[fault]);
      else row.show("waiting", this.words.waiting);
    }
    this.next();
  }

  fault(field, file) {
    if (!file.size) return "empty";
    const input = field.querySelector("input[type=file]");
    const recordings = "recordings" in input.dataset;
    if (file.size > this.biggest) return recordings && /^(audio|video)\//.test(file.type) ? "long" : "large";
    const accepted = input.accept.split(",");
    const name = file.name.toLowerCase();
    const fits = accepted.some((each) => each === file.type || (each[0] === "." && name.endsWith(each)));
    return fits ? "" : recordings ? "neither" : "kind";
  }

  busy() {
    return this.rows.filter((row) => ["waiting", "sending"].includes(row.state));
  }

  next() {
    const sending = this.rows.filter((row) => row.state === "sending").length;
    const waiting = this.rows.filter((row) => row.state === "waiting");
    for (const row of waiting.slice(0, AT_ONCE - sending)) row.send();
    if (this.held && !this.busy().length) {
      const button = this.held;
      this.held = null;
      if (!this.rows.some((row) => ["refused", "stopped"].includes(row.state))) this.form.requestSubmit(button);
    }
  }

  /* A form that is sent while files are on their way waits for them. */
  hold(event) {
    const button = event.submitter;
    if (!this.busy().length || (button && (button.formNoValidate || button.value === "discard"))) return;
    event.preventDefault();
    this.held = button;
    this.say(this.words.hold);
    for (const row of this.busy()) row.said.textContent = this.words.hold;
  }

  say(text) {
    this.root.querySelector("[data-said]").textContent = text;
  }

  listing() {
    return `${this.address}?place=${encodeURIComponent(this.root.dataset.place)}`;
  }

  /* One request; a form token that has changed since (after signing in again) is fetched anew. */
  async ask(address, options, again = true) {
    const headers = { "X-CSRFToken": this.token, ...options.headers };
    const answer = await fetch(address, { credentials: "same-origin", redirect: "error", ...options, headers });
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.status === 403 && !json && again) {
      this.token = (await this.ask(this.listing(), {}, false)).token;
      return this.ask(address, options, false);
    }
    const told = json ? await answer.json() : {};
    if (!answer.ok) throw new Refused(answer.status, told);
    return told;
  }
}

class Row {
  constructor(uploads, field, name) {
    this.uploads = uploads;
    this.field = field;
    this.name = name;
    this.state = "waiting";
    this.wanted = null;
    this.tries = 0;
    const row = uploads.root.querySelector("[data-row]").content.cloneNode(true);
    this.element = row.querySelector("li");
    this.said = row.querySelector(".arriving-said");
    this.bar = row.querySelector("progress");
    row.querySelector(".arriving-name").textContent = name;
    row.querySelector("[data-which]").textContent = ` ${name}`;
    this.bar.setAttribute("aria-label", name);
    this.element.querySelector("[data-away]").addEventListener("click", () => this.away());
    this.element.querySelector("[data-again]").addEventListener("click", () => {
      this.show("waiting", uploads.words.waiting);
      uploads.next();
    });
    field.querySelector("[data-arriving]").append(row);
    uploads.rows.push(this);
  }

  get address() {
    return `${this.uploads.address}${this.id}/`;
  }

  waitsFor(field, file) {
    const wanted = this.wanted;
    return wanted && this.field === field && this.state === "stopped" && this.name === file.name &&
      wanted.size === file.size && wanted.mark === String(file.lastModified);
  }

  show(state, text) {
    this.state = state;
    const going = state === "waiting" || state === "sending";
    this.element.className = { done: "there", refused: "refused", stopped: "stopped" }[state] || "";
    this.said.textContent = text;
    this.bar.hidden = !going;
    this.element.querySelector("[data-again]").hidden = !(state === "stopped" && this.file);
    this.element.querySelector("[data-cancel]").hidden = !going;
    this.element.querySelector("[data-remove]").hidden = going;
  }

  progress(offset, size) {
    const percent = Math.floor((offset / size) * 100);
    this.bar.value = percent;
    const { sending, checking } = this.uploads.words;
    if (!this.uploads.held) this.said.textContent = offset < size ? `${sending} ${percent}%` : checking;
  }

  adopt(plain) {
    this.id = plain.id;
    if (!plain.done) {
      this.progress(plain.offset, plain.size);
      return;
    }
    const named = document.createElement("input");
    Object.assign(named, { type: "hidden", name: `arrived-${this.field.dataset.upload}`, value: plain.id });
    this.element.append(named);
    this.show("done", `${plain.kind} · ${plain.size_words} · ${this.uploads.words.done}`);
    this.uploads.say(`${this.name} ${this.uploads.words.done}`);
  }

  refuse(text) {
    this.show("refused", text);
    this.uploads.say(`${this.name} ${text}`);
  }

  stop(text, wanted) {
    this.wanted = wanted;
    this.show("stopped", text);
    this.uploads.say(`${this.name} ${text}`);
  }

  async send() {
    this.show("sending", this.uploads.words.sending);
    try {
      await this.pieces();
    } catch (error) {
      await this.failed(error);
    }
    this.uploads.next();
  }

  async pieces() {
    const { file, uploads } = this;
    const begun = JSON.stringify({
      place: uploads.root.dataset.place, code: this.field.dataset.upload,
      name: file.name, size: file.size, mark: file.lastModified,
    });
    let told = await uploads.ask(uploads.address, { method: "POST", body: begun });
    let length = SMALLEST;
    this.id = told.id;
    while (!told.done && this.state === "sending") {
      this.progress(told.offset, file.size);
      const since = performance.now();
      told = await uploads.ask(this.address, {
        method: "PATCH",
        headers: { "Upload-Offset": String(told.offset), "Content-Type": "application/octet-stream" },
        body: file.slice(told.offset, told.offset + length),
      });
      this.tries = 0;
      if (performance.now() - since < 800) length = Math.min(length * 2, LARGEST);
      if (told.offset + length >= file.size) this.progress(told.offset, file.size);
    }
    if (told.done && this.state === "sending") this.adopt(told);
  }

  async failed(error) {
    if (this.state !== "sending") return;
    const { words } = this.uploads;
    if (error instanceof Refused) {
      const { said, remedy, final } = error.told;
      if (final) this.refuse([said, remedy].filter(Boolean).join(document.documentElement.lang === "en" ? ". " : "。"));
      else this.stop(said || words.failed, null);
      return;
    }
    this.tries += 1;
    if (this.tries > 8) {
      this.stop(words.failed, null);
      return;
    }
    this.said.textContent = words.offline;
    await new Promise((go) => {
      window.addEventListener("online", go, { once: true });
      setTimeout(go, Math.min(1000 * 2 ** this.tries, 30000));
    });
    if (this.state === "sending") this.show("waiting", words.waiting);
  }

  async away() {
    const id = this.id;
    this.state = "away";
    this.element.remove();
    this.uploads.rows = this.uploads.rows.filter((row) => row !== this);
    this.field.querySelector("input[type=file]").focus();
    if (id) await this.uploads.ask(this.address, { method: "DELETE" }).catch(() => {});
    this.uploads.next();
  }
}

for (const root of document.querySelectorAll("[data-uploads]")) new Uploads(root);
