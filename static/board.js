// The roster board by keyboard and pointer. Without this script every cell is a link to a page with a form.
//
// The server draws; this moves the focus, opens the dialog, and sends a change as soon as it is typed. Every change comes
// back as the whole board, morphed in place, so that the focus stays where it was.

const TYPING_PAUSE = 650;

const board = () => document.getElementById("board");
const dialog = document.getElementById("cell-dialog");
const help = document.getElementById("key-help");
let focusedId = null;
let typed = { text: "", cell: null, timer: 0 };
let sent = null;

document.documentElement.classList.add("has-script");
prepare();

/** Makes the table a grid with one stop for the Tab key; runs after every swap, since the server draws a plain table. */
function prepare() {
  const table = board()?.querySelector(".grid");
  if (!table) return;
  const cells = [...table.querySelectorAll("a.cell")];
  if (cells.length === 0) return;
  table.setAttribute("role", "grid");
  table.querySelectorAll("tbody td").forEach((td) => td.setAttribute("role", "gridcell"));
  const stop = document.getElementById(focusedId) ?? target() ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === stop ? 0 : -1;
}

function target() {
  return location.hash.startsWith("#c-") ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
}

function focusCell(cell) {
  if (!cell) return;
  board().querySelectorAll('a.cell[tabindex="0"]').forEach((other) => (other.tabIndex = -1));
  cell.tabIndex = 0;
  cell.focus({ preventScroll: false });
}

function say(words) {
  const place = document.getElementById("announcements");
  place.textContent = "";
  requestAnimationFrame(() => (place.textContent = words));
}

/** The cell `days` to the right in reading direction and `officers` below. */
function neighbour(cell, officers, days) {
  const row = cell.closest("tr");
  const visible = (candidate) => candidate && candidate.offsetParent !== null;
  const at = [...row.children].indexOf(cell.closest("td"));
  if (days !== 0) {
    for (let next = at + days; row.children[next]; next += days) {
      const found = row.children[next].querySelector("a.cell");
      if (visible(found)) return found;
    }
    return null;
  }
  const rows = [...board().querySelectorAll(".officers tr")];
  return rows[rows.indexOf(row) + officers]?.children[at]?.querySelector("a.cell") ?? null;
}

function edge(cell, last) {
  const cells = [...cell.closest("tr").querySelectorAll("a.cell")].filter((found) => found.offsetParent !== null);
  return last ? cells.at(-1) : cells[0];
}

/** Sends the change of one cell; the answer is the board. The cell shows it at once and the board corrects it. */
function assign(cell, shift, pinned) {
  const { address, revision, csrf, from, weeks, editable } = board().dataset;
  if (editable !== "true") return say(board().dataset.sayClosed);
  if (sent) return;
  const values = { _csrf: csrf, revision, from, weeks, officer: cell.closest("tr").dataset.officer, date: cell.dataset.date, shift };
  if (pinned) values.pinned = "yes";
  cell.setAttribute("aria-busy", "true");
  const code = cell.querySelector(".code");
  if (code && shift) code.textContent = shift;
  sent = htmx.ajax("POST", `${address}/assignment`, { source: cell, target: "#board", swap: "outerMorph", values });
  Promise.resolve(sent).finally(() => {
    sent = null;
    cell.removeAttribute("aria-busy");
    if (code) code.textContent = cell.dataset.shift;
  });
}

/** Letters name a shift: the first code that they leave over is assigned, after a pause the one that they spell. */
function type(cell, letter) {
  clearTimeout(typed.timer);
  typed = { text: (typed.cell === cell ? typed.text : "") + letter.toUpperCase(), cell, timer: 0 };
  const head = board().querySelector(`thead th[data-date="${cell.dataset.date}"]`);
  const codes = head.dataset.shifts.split(" ").filter(Boolean);
  const fitting = codes.filter((code) => code.toUpperCase().replace(/[^\p{L}\p{N}+]/gu, "").startsWith(typed.text));
  const exact = fitting.find((code) => code.toUpperCase().replace(/[^\p{L}\p{N}+]/gu, "") === typed.text);
  const done = (shift) => {
    typed = { text: "", cell: null, timer: 0 };
    assign(cell, shift, cell.dataset.pinned === "true");
  };
  if (fitting.length === 1) return done(fitting[0]);
  if (fitting.length === 0) {
    if (typed.text === "P") return togglePin(cell);
    say(`${board().dataset.sayNone} ${typed.text}`);
    typed = { text: "", cell: null, timer: 0 };
    return;
  }
  say(`${board().dataset.sayMany} ${fitting.join(", ")}`);
  if (exact) typed.timer = setTimeout(() => done(exact), TYPING_PAUSE);
  else typed.timer = setTimeout(() => (typed = { text: "", cell: null, timer: 0 }), TYPING_PAUSE * 3);
}

function togglePin(cell) {
  typed = { text: "", cell: null, timer: 0 };
  if (cell.dataset.shift) assign(cell, cell.dataset.shift, cell.dataset.pinned !== "true");
}

async function openCell(cell) {
  focusedId = cell.id;
  await htmx.ajax("GET", cell.getAttribute("href"), { source: cell, target: "#cell-dialog", swap: "innerHTML" });
  if (dialog.querySelector("form") && !dialog.open) dialog.showModal();
}

function undo() {
  const form = document.getElementById("undo");
  if (form && !form.querySelector("button").disabled) form.requestSubmit();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) return document.getElementById(opener.dataset.opens).showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer && dialog.open) {
    event.preventDefault();
    return dialog.close();
  }
  if (event.target === dialog || event.target === help) return event.target.close();
  // A remedy opens the cell's dialog where the cell is on the screen, and otherwise its page.
  const remedy = event.target.closest("a[data-cell]");
  const meant = remedy && document.getElementById(remedy.dataset.cell);
  if (meant?.offsetParent && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    focusCell(meant);
    return openCell(meant);
  }
  const cell = event.target.closest("a.cell");
  if (cell && board().contains(cell) && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    focusCell(cell);
    openCell(cell);
  }
});

document.addEventListener("focusin", (event) => {
  const cell = event.target.closest?.("a.cell");
  if (cell) focusedId = cell.id;
});

dialog.addEventListener("close", () => {
  const cell = document.getElementById(focusedId);
  dialog.replaceChildren();
  if (cell) focusCell(cell);
});

document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, textarea, select, dialog");
  if (inField) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey) {
    event.preventDefault();
    return undo();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") return help.showModal();
  if (event.key === "PageUp" || event.key === "PageDown") {
    const step = board().querySelector(`a[data-step="${event.key === "PageUp" ? "earlier" : "later"}"]`);
    if (step && event.target.closest("a.cell, .grid-frame")) {
      event.preventDefault();
      step.click();
    }
    return;
  }
  const cell = event.target.closest("a.cell");
  if (!cell) return;
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -forward], ArrowRight: [0, forward] };
  if (moves[event.key]) {
    event.preventDefault();
    return focusCell(neighbour(cell, ...moves[event.key]));
  }
  if (event.key === "Home" || event.key === "End") {
    event.preventDefault();
    return focusCell(edge(cell, event.key === "End"));
  }
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    if (cell.dataset.shift) assign(cell, "", false);
    return;
  }
  if (event.key === "Escape") {
    clearTimeout(typed.timer);
    typed = { text: "", cell: null, timer: 0 };
    return;
  }
  if (event.key === " ") {
    event.preventDefault();
    return openCell(cell);
  }
  if (event.key.length === 1 && /[\p{L}\p{N}+]/u.test(event.key)) {
    event.preventDefault();
    type(cell, event.key);
  }
});

document.addEventListener("htmx:after:request", (event) => {
  if (dialog.open && event.detail?.ctx?.request?.method === "POST") dialog.close();
});

document.addEventListener("htmx:after:swap", () => {
  prepare();
  const drawn = board();
  const cell = focusedId && !dialog.open && document.activeElement === document.body ? document.getElementById(focusedId) : null;
  if (cell) focusCell(cell);
  if (drawn?.dataset.announcement) {
    say(drawn.dataset.announcement);
    delete drawn.dataset.announcement;
    document.getElementById("notice").replaceChildren();
  }
  document.getElementById("conflict")?.focus();
});
