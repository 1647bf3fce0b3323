// The page: tabs, fields, and what happens when somebody asks.

import { ask, askLines, start } from "./ask.js";
import { byId, counted, element, say } from "./element.js";
import * as results from "./results.js";

const TABS = ["rust", "compare", "payload"];

/** The fields that places in messages lead to. */
const FIELDS = {
  "metadata.csdl": "metadata",
  roots: "roots",
  type: "type",
  "old.csdl": "old",
  "new.csdl": "new",
};

/** The greatest lengths of a question, as the tool says them. */
let limits = {};

/** What is being asked in each tab, to be ended by the next question there. */
const asked = {};

const isAsked = new Set();

/** The tabs in which somebody has asked, and wants to see the result. */
const isAwaited = new Set();

// Tabs

function select(name, takesFocus) {
  for (const tab of TABS) {
    const button = byId(`tab-${tab}`);
    const isSelected = tab === name;
    button.setAttribute("aria-selected", String(isSelected));
    button.tabIndex = isSelected ? 0 : -1;
    byId(tab).hidden = !isSelected;
    if (isSelected && takesFocus) button.focus();
  }
  history.replaceState(null, "", `#${name}`);
  if (name === "payload")
    byId("metadata-length").textContent = counted(byId("metadata").value.split("\n").length, "line");
  // The example is compared when somebody first looks at it. A payload takes a minute, and nobody has asked for it.
  if (name !== "payload" && !isAsked.has(name) && isFilled(name)) ASK[name]();
}

function isFilled(name) {
  const fields = { rust: ["metadata"], compare: ["old", "new"] }[name];
  return fields.every((field) => byId(field).value.trim() !== "");
}

const KEYS = {
  ArrowRight: (index) => (index + 1) % TABS.length,
  ArrowLeft: (index) => (index + TABS.length - 1) % TABS.length,
  Home: () => 0,
  End: () => TABS.length - 1,
};

for (const [index, tab] of TABS.entries()) {
  const button = byId(`tab-${tab}`);
  button.addEventListener("click", () => select(tab));
  button.addEventListener("keydown", (event) => {
    const next = KEYS[event.key]?.(index);
    if (next === undefined) return;
    event.preventDefault();
    select(TABS[next], true);
  });
}

// Questions

/** Asks in one tab: the button waits, a result replaces the one before, and a later question ends an earlier one. */
async function run(tab, answer) {
  asked[tab]?.abort();
  const control = new AbortController();
  asked[tab] = control;
  isAsked.add(tab);
  const [form, place] = [byId(`ask-${tab}`), byId(`result-${tab}`)];
  const button = form.querySelector("[type=submit]");
  button.setAttribute("aria-disabled", "true");
  place.classList.add("is-old");
  const show = (parts, isLast = true) => {
    if (control.signal.aborted) return;
    place.replaceChildren(...parts);
    place.classList.remove("is-old");
    if (isAwaited.delete(tab)) reveal(place);
    if (isLast) say(place.querySelector(".verdict")?.textContent ?? "");
  };
  try {
    await answer(control, show);
  } catch (error) {
    if (error.name !== "AbortError") show(results.problem(error.message));
  } finally {
    if (asked[tab] === control) {
      button.removeAttribute("aria-disabled");
      place.classList.remove("is-old");
    }
  }
}

/** Brings a result into sight that begins below the window. */
function reveal(place) {
  if (place.getBoundingClientRect().top < innerHeight * 0.7) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
}

function read(...fields) {
  const values = fields.map((field) => byId(field).value);
  const length = values.reduce((sum, value) => sum + value.length, 0);
  if (length > limits.body)
    throw new Error(`This is more than the ${limits.body >> 20} MiB that a question may have.`);
  return values;
}

const ASK = {
  rust: () =>
    run("rust", async (control, show) => {
      const [metadata, version, roots] = read("metadata", "version", "roots");
      const answer = await ask("rust", { metadata, version, roots }, control.signal);
      byId("types").replaceChildren(...answer.types.map((name) => element("option", { value: name })));
      show(results.rust(answer, jump));
    }),
  compare: () =>
    run("compare", async (control, show) => {
      const [old, current] = read("old", "new");
      const answer = await ask(
        "compare",
        { old, new: current, is_beta: byId("is-beta").checked },
        control.signal,
      );
      show(results.compare(answer, jump));
    }),
  payload: () =>
    run("payload", async (control, show) => {
      const [metadata, version, payload, type, shape] = read("metadata", "version", "json", "type", "shape");
      const question = { metadata, version, payload, type, shape, is_strict: byId("is-strict").checked };
      const stop = () => {
        control.abort();
        byId("result-payload").replaceChildren(...results.empty("Stopped."));
        say("Stopped");
      };
      const progress = results.progress(stop);
      for await (const object of askLines("payload", question, control.signal)) {
        if (object.progress) {
          progress.update(object);
          if (!progress.node.isConnected) {
            show([progress.node], false);
            say("Decoding");
          }
        } else if (object.checked) {
          return show(results.payload(object));
        } else {
          return show(results.notDecoded(object, jump));
        }
      }
      if (!control.signal.aborted) throw new Error("The tool ended before it had decoded the payload.");
    }),
};

for (const tab of TABS) {
  const form = byId(`ask-${tab}`);
  const askNow = (event) => {
    event.preventDefault();
    isAwaited.add(tab);
    ASK[tab]();
  };
  form.addEventListener("submit", askNow);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) askNow(event);
  });
}

// Fields

/** Leads to a place in a field. */
function jump({ file, line, column }) {
  const field = byId(FIELDS[file]);
  if (!field) return;
  const panel = field.closest("[role=tabpanel]");
  if (panel.hidden) select(panel.id);
  const lines = field.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const text = lines[line - 1] ?? "";
  const start =
    before +
    Array.from(text)
      .slice(0, column - 1)
      .join("").length;
  field.focus();
  field.setSelectionRange(start, Math.max(start, before + text.length));
  field.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(field).lineHeight);
  field.scrollLeft = 0;
}

byId("swap").addEventListener("click", () => {
  const [old, current] = [byId("old"), byId("new")];
  [old.value, current.value] = [current.value, old.value];
  ASK.compare();
});

byId("to-metadata").addEventListener("click", () => {
  select("rust");
  byId("metadata").focus();
});

/** The field that a chosen file goes to. */
let opened;

for (const button of document.querySelectorAll("[data-open]")) {
  button.addEventListener("click", () => {
    opened = button.dataset.open;
    byId("file").value = "";
    byId("file").click();
  });
}

byId("file").addEventListener("change", () => take(opened, byId("file").files[0]));

async function take(field, file) {
  if (!file) return;
  if (file.size > limits.body) return say("The file is too large");
  byId(field).value = await file.text();
  if (field === "metadata" && /beta/i.test(file.name)) byId("version").value = "beta";
  say(`${file.name} is read`);
}

for (const field of ["metadata", "old", "new", "json"].map(byId)) {
  const isFile = (event) => event.dataTransfer?.types.includes("Files");
  field.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    field.classList.add("is-over");
  });
  field.addEventListener("dragleave", () => field.classList.remove("is-over"));
  field.addEventListener("drop", (event) => {
    field.classList.remove("is-over");
    if (!isFile(event)) return;
    event.preventDefault();
    take(field.id, event.dataTransfer.files[0]);
  });
}

// The beginning

const OF_EXAMPLE =
  "The example has a number that came as text, a date without an offset, a property and a type that the " +
  "metadata does not know. Press Decode to see what becomes of them.";
const OF_FILE = "Paste the JSON of an answer, and name its type.";

async function begin() {
  byId("result-compare").replaceChildren(
    ...results.empty(
      "Two versions of metadata, and what changed between them for those who read, those who send, and those who compile.",
    ),
  );
  try {
    const said = await start();
    limits = said.limits;
    const { metadata, version, roots, newer, payload, type } = said.start;
    const values = { metadata, version, roots, old: metadata, new: newer, json: payload, type };
    for (const [field, value] of Object.entries(values)) byId(field).value = value;
    byId("folder").textContent = said.folder;
    // The example has a type; metadata of a file comes without a payload.
    byId("result-payload").replaceChildren(...results.empty(type === "" ? OF_FILE : OF_EXAMPLE));
  } catch (error) {
    byId("result-rust").replaceChildren(...results.problem(error.message));
    return;
  }
  // The types of the payload are those of the metadata, whichever tab is open.
  ASK.rust();
  const named = location.hash.slice(1);
  select(TABS.includes(named) ? named : "rust");
}

begin();
