// The grid of a draft: writing in cells by mouse and by keyboard, as in a spreadsheet. Every change is sent at once; what others
// write comes in every two seconds. Without this script each row has a form of its own.

const FOLLOW_EVERY_MS = 2_000;
const SEND_AFTER_MS = 200;
const RETRY_AFTER_MS = 3_000;
const NARROW = "(max-width: 640px)";

const table = document.getElementById("grid");

/** The text of a cell, as it is kept. */
const textOf = (cell) => cell.textContent;

/** Says something to who can't see it, and to who can. */
function say(text) {
  const saved = document.getElementById("saved");
  if (saved && saved.textContent !== text) {
    saved.textContent = text;
  }
}

function csrf() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRF-Token"];
}

/** A block of a spreadsheet as the clipboard has it: tabs between cells, quotes around cells with line breaks. */
function readBlock(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    const row = rows.at(-1);
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        row[row.length - 1] += c;
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        row[row.length - 1] += c;
      }
    } else if (c === '"' && row.at(-1) === "") {
      quoted = true;
    } else if (c === "\t") {
      row.push("");
    } else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") {
        i++;
      }
      rows.push([""]);
    } else {
      row[row.length - 1] += c;
    }
  }
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") {
    rows.pop();
  }
  return rows;
}

const writeBlock = (rows) =>
  rows.map((row) => row.map((text) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join("\t")).join("\n");

/** The columns, in the order of the cells of a row. */
class Columns {
  constructor(head) {
    this.all = [...head.querySelectorAll("th[data-column]")].map((th) => ({
      id: th.dataset.column,
      label: th.querySelector(".label").textContent,
      kind: th.dataset.kind,
      options: th.dataset.options ? th.dataset.options.split("|") : [],
      condition: Boolean(th.dataset.condition),
      unknown: Boolean(th.dataset.unknown),
      holds: th.dataset.holds,
    }));
  }

  at(index) {
    return this.all[index];
  }

  index(id) {
    return this.all.findIndex((column) => column.id === id);
  }

  get count() {
    return this.all.length;
  }
}

/** What is sent, in order and once, and what comes back. */
class Outbox {
  constructor(grid) {
    this.grid = grid;
    this.waiting = [];
    this.sending = null;
    this.mine = new Set();
    this.revision = Number(table.dataset.revision);
    this.timer = 0;
    this.afterwards = null;
    addEventListener("beforeunload", (event) => {
      if (!this.isEmpty()) {
        event.preventDefault();
      }
    });
    document.addEventListener("click", (event) => this.leave(event));
    document.addEventListener("submit", (event) => this.hold(event, () => event.target.requestSubmit(event.submitter)), true);
    setInterval(() => this.follow(), FOLLOW_EVERY_MS);
  }

  add(edits) {
    for (const edit of edits) {
      const before = edit.kind === "cell"
        ? this.waiting.find((other) => other.kind === "cell" && other.row === edit.row && other.column === edit.column)
        : null;
      if (before && this.waiting.at(-1).kind === "cell") {
        before.to = edit.to;
      } else {
        this.waiting.push({ ...edit });
      }
    }
    say("Enregistrement…");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), SEND_AFTER_MS);
  }

  isEmpty() {
    return this.waiting.length === 0 && !this.sending;
  }

  /** Who goes on to another page finds there what they have just written here. */
  leave(event) {
    const link = event.target.closest("a[href]");
    const goes = link && !link.target && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (goes && link.href.split("#")[0] !== location.href.split("#")[0]) {
      this.hold(event, () => link.click());
    }
  }

  /** Has something wait until all is kept; asked a second time, it no longer waits. */
  hold(event, goOn) {
    if (this.isEmpty() || this.afterwards) {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.afterwards = goOn;
    clearTimeout(this.timer);
    this.send();
  }

  async send() {
    if (this.sending || this.waiting.length === 0) {
      return;
    }
    this.sending = { token: crypto.randomUUID(), edits: this.waiting };
    this.mine.add(this.sending.token);
    this.waiting = [];
    await this.post();
  }

  async post() {
    let answer;
    try {
      answer = await fetch(table.dataset.address + "/modifications", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf(), "Accept": "application/json" },
        body: JSON.stringify({ seen: this.revision, token: this.sending.token, edits: this.sending.edits }),
      });
    } catch {
      answer = null;
    }
    if (answer?.status === 409 || answer?.status === 422) {
      const { why } = await answer.json();
      this.sending = null;
      this.waiting = [];
      this.afterwards = null;
      this.grid.refused(why);
      return;
    }
    if (!answer?.ok) {
      say(answer?.status === 401 || answer?.status === 403
        ? "Pas enregistré : votre session est finie. Connectez-vous dans un autre onglet ; ce que vous avez écrit reste ici."
        : "Pas encore enregistré : le service ne répond pas, nouvel essai dans quelques secondes. Ce que vous avez écrit reste ici.");
      setTimeout(() => this.post(), RETRY_AFTER_MS);
      return;
    }
    this.sending = null;
    this.take(await answer.json());
    if (this.waiting.length > 0) {
      this.send();
    } else {
      say("Enregistré.");
      const goOn = this.afterwards;
      this.afterwards = null;
      goOn?.();
    }
  }

  async follow() {
    if (document.hidden || this.sending || this.waiting.length > 0) {
      return;
    }
    try {
      const address = `${table.dataset.address}/suivi?depuis=${this.revision}&ligne=${encodeURIComponent(this.grid.writing())}`;
      const answer = await fetch(address, { headers: { "Accept": "application/json" } });
      if (answer.ok && !this.sending) {
        this.take(await answer.json());
      } else if (answer.status === 409) {
        this.grid.refused((await answer.json()).why);
      }
    } catch {
      // The service is away: the next time will tell.
    }
  }

  take(answer) {
    const changes = answer.changes.filter((change) => change.revision > this.revision);
    this.revision = Math.max(this.revision, answer.revision);
    for (const change of changes) {
      if (this.mine.has(change.token)) {
        this.grid.tidied(change.edits, this.waiting);
      } else {
        this.grid.heard(change, this.waiting);
      }
    }
    this.grid.givenBack(answer.givenBack);
    this.grid.present(answer.present);
    if (changes.length > 0) {
      this.grid.check();
    }
  }
}

/** What was done, to be undone and done again. */
class Past {
  constructor() {
    this.done = [];
    this.undone = [];
  }

  add(step) {
    this.done.push(step);
    this.undone = [];
  }
}

class Grid {
  constructor() {
    this.body = table.tBodies[0];
    this.columns = new Columns(table.tHead);
    this.past = new Past();
    this.next = Number(table.dataset.next.slice(1));
    this.theirs = new Map();
    this.focus = { row: 0, column: 0 };
    this.anchor = { row: 0, column: 0 };
    this.editor = null;
    this.dragging = false;
    table.setAttribute("role", "grid");
    table.setAttribute("aria-multiselectable", "true");
    table.setAttribute("aria-describedby", "cell-help");
    table.classList.add("live");
    table.classList.remove("on-phone-cards");
    document.querySelector(".tools").hidden = false;
    document.querySelector(".no-grid").hidden = true;
    document.getElementById("cell-help").hidden = false;
    document.querySelector(".scroll").removeAttribute("tabindex");
    this.outbox = new Outbox(this);
    this.dress();
    this.listen();
    this.mark();
  }

  // ---- Cells ----

  get rows() {
    return this.body.rows;
  }

  cell(place) {
    return this.rows[place.row]?.cells[place.column + 1];
  }

  rowOf(id) {
    return [...this.rows].find((row) => row.dataset.row === id);
  }

  find(row, column) {
    const line = this.rowOf(row);
    return line?.cells[this.columns.index(column) + 1];
  }

  place(cell) {
    return { row: cell.parentElement.sectionRowIndex, column: cell.cellIndex - 1 };
  }

  texts(line) {
    return [...line.cells].slice(1, this.columns.count + 1).map(textOf);
  }

  /** Rows get what the role of a grid asks of them. */
  dress() {
    const first = Number(table.dataset.first);
    table.setAttribute("aria-colcount", String(this.columns.count + 1));
    table.setAttribute("aria-rowcount", String(Math.max(Number(table.dataset.total), this.rows.length) + 1));
    [...this.rows].forEach((row, index) => {
      row.setAttribute("aria-rowindex", String(first + index + 1));
      for (let c = 0; c < this.columns.count; c++) {
        const cell = row.cells[c + 1];
        if (!cell.hasAttribute("tabindex")) {
          cell.tabIndex = -1;
        }
      }
    });
    this.focus.row = Math.min(this.focus.row, this.rows.length - 1);
    const cell = this.cell(this.focus);
    if (cell) {
      cell.tabIndex = 0;
    }
  }

  selection() {
    const top = Math.min(this.anchor.row, this.focus.row);
    const bottom = Math.max(this.anchor.row, this.focus.row);
    const left = Math.min(this.anchor.column, this.focus.column);
    const right = Math.max(this.anchor.column, this.focus.column);
    return { top, bottom, left, right };
  }

  show() {
    for (const cell of table.querySelectorAll("[aria-selected]")) {
      cell.removeAttribute("aria-selected");
    }
    const { top, bottom, left, right } = this.selection();
    if (top !== bottom || left !== right) {
      for (let r = top; r <= bottom; r++) {
        for (let c = left; c <= right; c++) {
          this.cell({ row: r, column: c })?.setAttribute("aria-selected", "true");
        }
      }
    }
    const column = this.columns.at(this.focus.column);
    const help = document.getElementById("cell-help");
    help.textContent = column
      ? `${column.label} : ${column.holds}${column.condition ? " ; vide : peu importe" : ""}. Échap, puis Tab : quitter la table.`
      : "";
  }

  go(row, column, extend = false) {
    if (this.rows.length === 0) {
      return;
    }
    const old = this.cell(this.focus);
    if (old) {
      old.tabIndex = -1;
    }
    this.focus = {
      row: Math.max(0, Math.min(row, this.rows.length - 1)),
      column: Math.max(0, Math.min(column, this.columns.count - 1)),
    };
    if (!extend) {
      this.anchor = { ...this.focus };
    }
    const cell = this.cell(this.focus);
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.show();
  }

  /** In which row the person writes. */
  writing() {
    return table.contains(document.activeElement) ? this.rows[this.focus.row]?.dataset.row ?? "" : "";
  }

  // ---- Changes ----

  /** Makes edits on the page and has them sent; undoing is another edit. */
  make(edits, step = null) {
    const real = edits.filter((edit) => edit.kind !== "cell" || edit.from !== edit.to);
    if (real.length === 0) {
      return;
    }
    const undo = real.map((edit) => this.opposite(edit)).reverse();
    real.forEach((edit) => this.apply(edit));
    if (!step) {
      this.past.add({ redo: real, undo });
    }
    this.dress();
    this.outbox.add(real);
  }

  opposite(edit) {
    switch (edit.kind) {
      case "cell":
        return { ...edit, from: edit.to, to: edit.from };
      case "add":
        return { kind: "remove", row: edit.row };
      case "remove": {
        const line = this.rowOf(edit.row);
        return {
          kind: "add",
          row: edit.row,
          after: line.previousElementSibling?.dataset.row ?? "",
          cells: edit.cells,
          note: edit.note,
          adoptedBy: line.dataset.vote ?? "",
        };
      }
      case "move":
        return { ...edit, after: this.rowOf(edit.row).previousElementSibling?.dataset.row ?? "" };
    }
  }

  apply(edit) {
    switch (edit.kind) {
      case "cell": {
        const cell = this.find(edit.row, edit.column);
        if (cell) {
          cell.textContent = edit.to;
        }
        break;
      }
      case "add": {
        if (this.rowOf(edit.row)) {
          break;
        }
        const line = document.createElement("tr");
        line.dataset.row = edit.row;
        line.dataset.vote = edit.adoptedBy ?? "";
        line.id = "ligne-" + edit.row;
        const id = document.createElement("th");
        id.scope = "row";
        id.className = "row-id";
        id.textContent = edit.row;
        line.append(id);
        [...edit.cells, edit.note].forEach((text, index) => {
          const cell = document.createElement("td");
          const column = this.columns.at(index);
          cell.textContent = text;
          cell.className = column.kind === "note" ? "note" : column.condition ? "condition" : "outcome";
          line.append(cell);
        });
        line.append(Object.assign(document.createElement("td"), { className: "row-link" }));
        this.put(line, edit.after);
        break;
      }
      case "remove":
        this.rowOf(edit.row)?.remove();
        break;
      case "move": {
        const line = this.rowOf(edit.row);
        if (line) {
          this.put(line, edit.after);
        }
        break;
      }
    }
  }

  put(line, after) {
    const above = after === "" ? null : this.rowOf(after);
    if (above) {
      above.after(line);
    } else if (after === "") {
      this.body.prepend(line);
    } else {
      this.body.append(line);
    }
  }

  /** An edit that was made before, brought up to what stands on the page now. */
  current(edit) {
    if (edit.kind === "cell") {
      const cell = this.find(edit.row, edit.column);
      return cell ? { ...edit, from: textOf(cell) } : null;
    }
    if (edit.kind === "remove") {
      const line = this.rowOf(edit.row);
      return line ? this.removal(line) : null;
    }
    return edit;
  }

  undo() {
    this.again(this.past.done, this.past.undone, "undo", "Il n’y a rien à annuler.");
  }

  redo() {
    this.again(this.past.undone, this.past.done, "redo", "Il n’y a rien à rétablir.");
  }

  again(from, to, which, nothing) {
    const step = from.pop();
    if (!step) {
      say(nothing);
      return;
    }
    to.push(step);
    const edits = step[which].map((edit) => this.current(edit)).filter(Boolean);
    this.make(edits, step);
    const first = edits.find((edit) => this.rowOf(edit.row));
    if (first) {
      const line = this.rowOf(first.row);
      this.go(line.sectionRowIndex, first.column ? this.columns.index(first.column) : this.focus.column);
    } else {
      this.go(this.focus.row, this.focus.column);
    }
  }

  // ---- Rows ----

  removal(line) {
    const texts = this.texts(line);
    return { kind: "remove", row: line.dataset.row, cells: texts.slice(0, -1), note: texts.at(-1) };
  }

  newId() {
    return "R" + this.next++;
  }

  addRow(like = null) {
    const line = this.rows[this.focus.row];
    const texts = like ? this.texts(like) : Array(this.columns.count).fill("");
    const edit = {
      kind: "add",
      row: this.newId(),
      after: line?.dataset.row ?? "",
      cells: texts.slice(0, -1),
      note: texts.at(-1),
      adoptedBy: "",
    };
    this.make([edit]);
    this.go(this.rowOf(edit.row).sectionRowIndex, like ? this.focus.column : 0);
    say(`Ligne ${edit.row} ajoutée.`);
  }

  removeRows() {
    const { top, bottom } = this.selection();
    const lines = [...this.rows].slice(top, bottom + 1);
    if (lines.length === 0) {
      return;
    }
    this.make(lines.map((line) => this.removal(line)).reverse());
    this.go(Math.min(top, this.rows.length - 1), this.focus.column);
    say(lines.length === 1 ? `Ligne ${lines[0].dataset.row} supprimée.` : `${lines.length} lignes supprimées.`);
  }

  moveRow(down) {
    const line = this.rows[this.focus.row];
    const other = down ? line?.nextElementSibling : line?.previousElementSibling;
    if (!other) {
      return;
    }
    const after = down ? other.dataset.row : other.previousElementSibling?.dataset.row ?? "";
    this.make([{ kind: "move", row: line.dataset.row, after }]);
    this.go(line.sectionRowIndex, this.focus.column);
    say(`Ligne ${line.dataset.row} : place ${line.sectionRowIndex + Number(table.dataset.first)}.`);
  }

  // ---- Writing in a cell ----

  edit(text = null) {
    const place = { ...this.focus };
    const cell = this.cell(place);
    const column = this.columns.at(place.column);
    if (!cell) {
      return;
    }
    if (column.kind === "choices" && text === null) {
      this.choose(cell, column);
      return;
    }
    const before = textOf(cell);
    const field = column.kind === "choice" ? this.select(column, before) : document.createElement(column.kind === "note" ? "textarea" : "input");
    field.setAttribute("aria-label", `${column.label}, ligne ${cell.parentElement.dataset.row}`);
    field.setAttribute("aria-describedby", "cell-help");
    field.className = "cell-field";
    if (column.kind !== "choice") {
      field.value = text ?? before;
      field.autocomplete = "off";
      field.maxLength = 4000;
    }
    this.editor = { field, cell, before, column };
    cell.classList.add("editing");
    cell.replaceChildren(field);
    field.focus();
    if (text === null && field.select) {
      field.setSelectionRange(field.value.length, field.value.length);
    }
    field.addEventListener("blur", () => this.commit());
    field.addEventListener("keydown", (event) => this.inField(event));
  }

  select(column, before) {
    const field = document.createElement("select");
    const options = [...(column.condition ? [["", "peu importe"]] : []), ...column.options.map((word) => [word, word])];
    if (column.unknown) {
      options.push(["inconnu", "inconnu"]);
    }
    if (!options.some(([value]) => value === before)) {
      options.unshift([before, before === "" ? "Choisissez…" : before]);
    }
    field.append(...options.map(([value, label]) => new Option(label, value, false, value === before)));
    return field;
  }

  inField(event) {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      this.cancel();
    } else if (event.key === "Enter" && !(event.shiftKey && this.editor.column.kind === "note")) {
      event.preventDefault();
      this.commit();
      this.go(this.focus.row + 1, this.focus.column);
    } else if (event.key === "Tab") {
      event.preventDefault();
      this.commit();
      this.step(event.shiftKey ? -1 : 1);
    }
  }

  cancel() {
    const { cell, before } = this.editor;
    this.editor = null;
    cell.classList.remove("editing");
    cell.textContent = before;
    cell.focus();
  }

  commit() {
    if (!this.editor) {
      return;
    }
    const { field, cell, before, column } = this.editor;
    this.editor = null;
    const to = field.value;
    cell.classList.remove("editing");
    cell.textContent = before;
    this.write([[cell, column, to]]);
  }

  /** Writes texts in cells: triples of a cell, its column and a text. */
  write(cells) {
    this.make(
      cells.map(([cell, column, to]) => ({
        kind: "cell",
        row: cell.parentElement.dataset.row,
        column: column.id,
        from: textOf(cell),
        to,
      })),
    );
  }

  /** Several words of a list, in a dialog. */
  choose(cell, column) {
    const dialog = document.createElement("dialog");
    const before = textOf(cell);
    const except = before.startsWith("sauf ");
    const chosen = new Set((except ? before.slice(5) : before).split(" | ").filter((word) => column.options.includes(word)));
    const mode = before === "" || before === "sinon" ? "any" : before === "inconnu" ? "unknown" : except ? "none" : "one";
    const title = `chooser-title`;
    dialog.className = "chooser";
    dialog.setAttribute("aria-labelledby", title);
    const form = document.createElement("form");
    form.method = "dialog";
    form.append(Object.assign(document.createElement("h2"), { id: title, textContent: `${column.label}, ligne ${cell.parentElement.dataset.row}` }));
    const choice = (type, name, value, label, checked) => {
      const line = document.createElement("label");
      line.className = "choice";
      line.append(Object.assign(document.createElement("input"), { type, name, value, checked }), " " + label);
      return line;
    };
    const modes = column.condition
      ? [["any", "Peu importe"], ["one", "L’un de ceux que je coche"], ["none", "Tous, sauf ceux que je coche"]]
      : [["one", "Ceux que je coche"]];
    if (column.unknown) {
      modes.push(["unknown", "Inconnu"]);
    }
    const how = document.createElement("fieldset");
    how.append(Object.assign(document.createElement("legend"), { className: "read", textContent: "Comment lire ce que je coche" }));
    how.append(...modes.map(([value, label]) => choice("radio", "mode", value, label, value === mode)));
    const words = document.createElement("fieldset");
    words.className = "words";
    words.append(Object.assign(document.createElement("legend"), { className: "read", textContent: column.label }));
    words.append(...column.options.map((word) => choice("checkbox", "word", word, word, chosen.has(word))));
    words.addEventListener("change", () => {
      if (form.elements.mode.value === "any" || form.elements.mode.value === "unknown") {
        form.elements.mode.value = "one";
      }
    });
    const buttons = document.createElement("div");
    buttons.className = "actions";
    buttons.append(
      Object.assign(document.createElement("button"), { value: "ok", textContent: "Valider" }),
      Object.assign(document.createElement("button"), { value: "", textContent: "Ne rien changer", className: "secondary" }),
    );
    form.append(how, words, buttons);
    dialog.append(form);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      const picked = [...form.querySelectorAll("[name=word]:checked")].map((box) => box.value);
      const mode = form.querySelector("[name=mode]:checked")?.value ?? "one";
      dialog.remove();
      this.go(this.focus.row, this.focus.column);
      if (dialog.returnValue === "ok") {
        const listed = picked.join(" | ");
        const none = column.condition ? "" : "aucun";
        const text = { any: "", unknown: "inconnu", one: listed || none, none: listed ? "sauf " + listed : "" }[mode];
        this.write([[cell, column, text]]);
      }
    });
    dialog.showModal();
  }

  // ---- Listening ----

  step(by) {
    let { row, column } = this.focus;
    column += by;
    if (column < 0 && row > 0) {
      column = this.columns.count - 1;
      row--;
    } else if (column >= this.columns.count && row < this.rows.length - 1) {
      column = 0;
      row++;
    }
    this.go(row, column);
  }

  key(event) {
    if (this.editor || !event.target.closest("td") || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) {
      return;
    }
    const { leaving } = this;
    this.leaving = null;
    if (leaving) {
      say(leaving);
    }
    const command = event.ctrlKey || event.metaKey;
    const { row, column } = this.focus;
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [command ? 0 : row, 0],
      End: [command ? this.rows.length - 1 : row, this.columns.count - 1],
      PageUp: [row - 15, column],
      PageDown: [row + 15, column],
    };
    const done = () => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      done();
      this.moveRow(event.key === "ArrowDown");
    } else if (moves[event.key]) {
      done();
      this.go(...moves[event.key], event.shiftKey);
    } else if (event.key === "Tab") {
      const last = event.shiftKey ? row === 0 && column === 0 : row === this.rows.length - 1 && column === this.columns.count - 1;
      if (!last && !leaving) {
        done();
        this.step(event.shiftKey ? -1 : 1);
      }
    } else if (event.key === "Escape") {
      this.leaving = document.getElementById("saved").textContent; // what was said there is said again afterwards
      say("Tab quitte maintenant la table.");
    } else if (command && event.key === "Enter") {
      done();
      this.addRow();
    } else if (event.key === "Enter" || event.key === "F2") {
      done();
      this.edit();
    } else if (command && event.key.toLowerCase() === "z") {
      done();
      event.shiftKey ? this.redo() : this.undo();
    } else if (command && event.key.toLowerCase() === "y") {
      done();
      this.redo();
    } else if (command && event.key.toLowerCase() === "d") {
      done();
      this.addRow(this.rows[row]);
    } else if (command && event.key === "Delete") {
      done();
      this.removeRows();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      done();
      this.clear();
    } else if (!command && !event.altKey && event.key.length === 1) {
      done();
      this.columns.at(column).kind === "text" || this.columns.at(column).kind === "note" ? this.edit(event.key) : this.edit();
    }
  }

  clear() {
    this.write(this.selected().map(([cell, column]) => [cell, column, ""]));
  }

  selected() {
    const { top, bottom, left, right } = this.selection();
    const cells = [];
    for (let r = top; r <= bottom; r++) {
      for (let c = left; c <= right; c++) {
        cells.push([this.cell({ row: r, column: c }), this.columns.at(c)]);
      }
    }
    return cells;
  }

  block() {
    const { top, bottom, left, right } = this.selection();
    return [...this.rows].slice(top, bottom + 1).map((line) => this.texts(line).slice(left, right + 1));
  }

  paste(rows) {
    const edits = [];
    const start = this.selection();
    const tall = rows.length;
    const { left } = start;
    let after = this.rows[this.rows.length - 1]?.dataset.row ?? "";
    rows.forEach((texts, r) => {
      const line = this.rows[start.top + r];
      const wanted = texts.slice(0, this.columns.count - left);
      if (line) {
        wanted.forEach((to, c) => {
          const column = this.columns.at(left + c);
          edits.push({ kind: "cell", row: line.dataset.row, column: column.id, from: textOf(line.cells[left + c + 1]), to });
        });
      } else {
        const cells = Array(this.columns.count).fill("");
        wanted.forEach((text, c) => (cells[left + c] = text));
        const row = this.newId();
        edits.push({ kind: "add", row, after, cells: cells.slice(0, -1), note: cells.at(-1), adoptedBy: "" });
        after = row;
      }
    });
    this.make(edits);
    this.anchor = { row: start.top, column: left };
    this.go(start.top + tall - 1, left + Math.max(...rows.map((row) => row.length)) - 1, true);
    say(tall === 1 ? "Collé." : `${tall} lignes collées.`);
  }

  listen() {
    table.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("mousedown", (event) => {
      const cell = event.target.closest("td, th.row-id");
      if (!cell || !this.body.contains(cell) || cell.contains(this.editor?.field)) {
        return;
      }
      this.commit();
      const place = this.place(cell);
      if (cell.matches("th.row-id")) {
        event.preventDefault();
        this.go(place.row, 0);
        this.anchor = { row: place.row, column: 0 };
        this.go(place.row, this.columns.count - 1, true);
      } else if (place.column < this.columns.count) {
        event.preventDefault();
        this.dragging = true;
        this.go(place.row, place.column, event.shiftKey);
      }
    });
    table.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("td");
      if (this.dragging && cell && this.body.contains(cell)) {
        const place = this.place(cell);
        if (place.column < this.columns.count) {
          this.go(place.row, place.column, true);
        }
      }
    });
    addEventListener("mouseup", () => (this.dragging = false));
    table.addEventListener("dblclick", (event) => {
      if (!this.editor && event.target.closest("td")) {
        this.edit();
      }
    });
    table.addEventListener("focusin", (event) => {
      const cell = event.target.closest("td");
      if (cell === event.target && this.body.contains(cell) && cell !== this.cell(this.focus)) {
        const place = this.place(cell);
        this.go(place.row, place.column);
      } else if (cell === event.target) {
        this.show();
      }
    });
    const inGrid = () => !this.editor && table.contains(document.activeElement);
    document.addEventListener("copy", (event) => {
      if (inGrid()) {
        event.preventDefault();
        event.clipboardData.setData("text/plain", writeBlock(this.block()));
      }
    });
    document.addEventListener("cut", (event) => {
      if (inGrid()) {
        event.preventDefault();
        event.clipboardData.setData("text/plain", writeBlock(this.block()));
        this.clear();
      }
    });
    document.addEventListener("paste", (event) => {
      if (inGrid()) {
        event.preventDefault();
        this.paste(readBlock(event.clipboardData.getData("text/plain")));
      }
    });
    const tools = {
      undo: () => this.undo(),
      redo: () => this.redo(),
      add: () => this.addRow(),
      duplicate: () => this.rows[this.focus.row] && this.addRow(this.rows[this.focus.row]),
      up: () => this.moveRow(false),
      down: () => this.moveRow(true),
      remove: () => this.removeRows(),
      keys: () => document.getElementById("keys").showModal(),
    };
    for (const button of document.querySelectorAll("[data-tool]")) {
      button.addEventListener("click", () => {
        this.commit();
        tools[button.dataset.tool]();
      });
    }
  }

  // ---- What comes back ----

  /** What was sent of ours, as the service writes it: « 1401 - 1500 » is now « 1 401 € à 1 500 € ». */
  tidied(edits, waiting) {
    const cells = edits.flatMap((edit) =>
      edit.kind === "cell"
        ? [edit]
        : edit.kind === "add"
          ? edit.cells.map((to, index) => ({ kind: "cell", row: edit.row, column: this.columns.at(index).id, to }))
          : [],
    );
    for (const edit of cells) {
      const cell = this.find(edit.row, edit.column);
      const later = waiting.find((other) => other.kind === "cell" && other.row === edit.row && other.column === edit.column);
      if (later) {
        later.from = edit.to;
      } else if (cell && this.editor?.cell !== cell) {
        cell.textContent = edit.to;
      } else if (cell) {
        this.editor.before = edit.to;
      }
    }
  }

  /** What others did. */
  heard(change, waiting) {
    if (change.edits.some((edit) => edit.kind === "rewrite")) {
      location.reload();
      return;
    }
    for (const edit of change.edits) {
      if (edit.kind === "cell") {
        this.theirs.set(edit.row + " " + edit.column, { text: edit.to, by: change.by });
        const cell = this.find(edit.row, edit.column);
        if (!cell || waiting.some((other) => other.kind === "cell" && other.row === edit.row && other.column === edit.column)) {
          continue;
        }
        if (this.editor?.cell === cell) {
          this.conflict({ row: edit.row, column: edit.column, text: edit.to, by: change.by, live: true });
          continue;
        }
        cell.textContent = edit.to;
        cell.classList.add("theirs");
        setTimeout(() => cell.classList.remove("theirs"), FOLLOW_EVERY_MS);
      } else {
        if (edit.kind === "remove" && this.editor?.cell.parentElement.dataset.row === edit.row) {
          this.cancel();
        }
        this.apply(edit);
        if (edit.kind === "add") {
          this.next = Math.max(this.next, Number(edit.row.replace(/\D/g, "") || 0) + 1);
        }
      }
    }
    this.dress();
  }

  /** Edits of ours that no longer fit. */
  givenBack(edits) {
    for (const edit of edits) {
      if (edit.kind === "cell") {
        const known = this.theirs.get(edit.row + " " + edit.column);
        const cell = this.find(edit.row, edit.column);
        if (cell && known) {
          cell.textContent = known.text;
        }
        this.conflict({ row: edit.row, column: edit.column, text: known?.text ?? "", by: known?.by ?? "Quelqu’un", mine: edit.to });
      } else if (edit.kind === "add") {
        this.rowOf(edit.row)?.remove();
        this.make([{ ...edit, row: this.newId() }], {});
      } else {
        this.reload();
        say("Quelqu’un a changé cette ligne entre-temps : elle est revenue comme elle est.");
      }
    }
  }

  conflict({ row, column, text, by, mine, live }) {
    const cell = this.find(row, column);
    const notice = document.createElement("div");
    const label = this.columns.at(this.columns.index(column))?.label ?? "";
    notice.className = "notice attention";
    const words = document.createElement("p");
    words.append(
      Object.assign(document.createElement("strong"), { className: "word", textContent: "Deux textes" }),
      ` ${by} a écrit « ${text} », ligne ${row}, ${label}.` + (live ? " Vous y écrivez aussi." : ` Vous aviez écrit « ${mine} ».`),
    );
    notice.append(words);
    const close = () => {
      notice.remove();
      cell?.focus();
    };
    if (live) {
      this.editor.before = text;
    } else {
      const keep = Object.assign(document.createElement("button"), { type: "button", textContent: "Garder le sien", className: "secondary" });
      const put = Object.assign(document.createElement("button"), { type: "button", textContent: "Mettre le mien" });
      keep.addEventListener("click", close);
      put.addEventListener("click", () => {
        const now = this.find(row, column);
        if (now) {
          this.write([[now, this.columns.at(this.columns.index(column)), mine]]);
        }
        close();
      });
      const buttons = document.createElement("p");
      buttons.className = "actions";
      buttons.append(keep, put);
      notice.append(buttons);
    }
    document.getElementById("conflicts").append(notice);
    if (live) {
      setTimeout(() => notice.remove(), 5 * FOLLOW_EVERY_MS);
    }
  }

  present(people) {
    const line = document.getElementById("present");
    const texts = people.map((one) => one.name + (one.row ? ` écrit ligne ${one.row}` : " regarde ce brouillon"));
    if ([...line.children].map((child) => child.textContent).join("|") !== texts.join("|")) {
      line.replaceChildren(...texts.map((text) => Object.assign(document.createElement("span"), { className: "status attention", textContent: text })));
    }
    for (const row of table.querySelectorAll("tr.occupied")) {
      row.classList.remove("occupied");
    }
    people.forEach((one) => one.row && this.rowOf(one.row)?.classList.add("occupied"));
  }

  refused(why) {
    const notice = document.createElement("div");
    notice.className = "notice refused";
    const words = document.createElement("p");
    words.append(Object.assign(document.createElement("strong"), { className: "word", textContent: "Refusé" }), " " + why);
    notice.append(words);
    document.getElementById("conflicts").replaceChildren(notice);
    say("Pas enregistré.");
  }

  async reload() {
    const answer = await fetch(`${table.dataset.address}/lignes?page=${table.dataset.page}`);
    if (answer.ok && !this.editor) {
      const part = new DOMParser().parseFromString(`<table>${await answer.text()}</table>`, "text/html").querySelector("tbody");
      this.body.replaceChildren(...part.rows);
      this.dress();
      this.mark();
    }
  }

  // ---- Findings ----

  check() {
    clearTimeout(this.checking);
    this.checking = setTimeout(() => this.findings(), 50);
  }

  async findings() {
    this.asked?.abort();
    this.asked = new AbortController();
    const frame = document.getElementById("findings");
    try {
      frame.setAttribute("aria-busy", "true");
      const answer = await fetch(table.dataset.address + "/constats", { signal: this.asked.signal });
      if (answer.ok) {
        const part = new DOMParser().parseFromString(await answer.text(), "text/html");
        const goOn = attending(frame);
        frame.replaceChildren(...part.body.childNodes);
        globalThis.htmx?.process(frame);
        goOn();
        document.getElementById("findings-said").textContent = frame.querySelector("p")?.textContent ?? "";
        this.mark();
        const trial = document.getElementById("trial");
        if (document.querySelector("#answer .answer-sentence") && trial) {
          globalThis.htmx?.trigger(trial, "submit");
        }
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        document.getElementById("findings-said").textContent = "La vérification ne répond pas.";
      }
    } finally {
      frame.removeAttribute("aria-busy");
    }
  }

  /** Shows in the grid where the findings are. */
  mark() {
    for (const cell of table.querySelectorAll(".wrong, .look")) {
      cell.classList.remove("wrong", "look");
      cell.removeAttribute("aria-invalid");
    }
    for (const remark of document.querySelectorAll(".remarks [data-weight]")) {
      const wrong = remark.dataset.weight === "UNREADABLE" || remark.dataset.weight === "ERROR";
      for (const id of remark.dataset.rows.split(" ").filter(Boolean)) {
        const line = this.rowOf(id);
        line?.cells[0].classList.add(wrong ? "wrong" : "look");
      }
      for (const place of remark.dataset.cells.split("\n").filter(Boolean)) {
        const [row, column] = place.split(" ");
        const cell = this.find(row, column);
        if (cell && cell.cellIndex > 0) {
          cell.classList.add(wrong ? "wrong" : "look");
          if (remark.dataset.weight === "UNREADABLE") {
            cell.setAttribute("aria-invalid", "true");
          }
        }
      }
    }
  }
}

/** What somebody does among the findings: returns what lets them go on with it once the findings are written anew. */
function attending(frame) {
  const stops = () => [...frame.querySelectorAll("a, button, summary, input:not([type=hidden])")];
  const about = (details) => details.parentElement.querySelector("p").textContent;
  const opened = new Map([...frame.querySelectorAll("details[open]")].map((each) => [about(each), each.querySelector("[name=reason]").value]));
  const at = stops().indexOf(document.activeElement);
  return () => {
    for (const details of frame.querySelectorAll("details")) {
      if (opened.has(about(details))) {
        details.open = true;
        details.querySelector("[name=reason]").value = opened.get(about(details));
      }
    }
    offerExamples();
    if (at >= 0) {
      frame.tabIndex = -1;
      (stops()[at] ?? frame).focus({ preventScroll: true });
    }
  };
}

const grid = table?.dataset.writable && !matchMedia(NARROW).matches ? new Grid() : null;

// Links from a finding or an answer to its row, and from a finding to its case.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-go]");
  if (link && grid?.rowOf(link.dataset.go)) {
    event.preventDefault();
    const column = link.dataset.goColumn ? grid.columns.index(link.dataset.goColumn) : 0;
    grid.go(grid.rowOf(link.dataset.go).sectionRowIndex, Math.max(0, column));
  }
  const example = event.target.closest("[data-try]");
  const trial = document.getElementById("trial");
  if (example && trial) {
    for (const fact of example.dataset.try.split("\n")) {
      const [column, ...text] = fact.split("=");
      fill(trial, "fact_" + column, text.join("="));
    }
    trial.scrollIntoView({ block: "nearest" });
    trial.requestSubmit();
  }
});

function fill(form, name, text) {
  const fields = form.querySelectorAll(`[name="${name}"]`);
  for (const field of fields) {
    if (field.type === "checkbox") {
      field.checked = text.split(" | ").includes(field.value);
    } else {
      field.value = field.tagName === "SELECT" && text === "inconnu" ? "" : text;
    }
  }
}

function offerExamples() {
  for (const button of document.querySelectorAll("[data-try]")) {
    button.hidden = !document.getElementById("trial");
  }
}
offerExamples();
new MutationObserver(offerExamples).observe(document.body, { childList: true, subtree: true });

// The rows that decide a case that was tried are lit in the table.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "findings") {
    grid?.mark();
  }
  if (event.target.id !== "answer") {
    return;
  }
  for (const row of table.querySelectorAll("tr.decides")) {
    row.classList.remove("decides");
  }
  for (const line of event.target.querySelectorAll("[data-fate=APPLIES]")) {
    document.getElementById("ligne-" + line.dataset.row)?.classList.add("decides");
  }
});
