// The results of the three tabs, as elements. Must not ask the tool, and not read the fields.

import { counted, element, prose } from "./element.js";
import { textView } from "./code.js";

/** The files that people look for first. */
const FIRST = ["/entity_types.rs", "/complex_types.rs", "/enums.rs"];

/** What a tab shows before the first result. */
export function empty(text) {
  return [element("p", { class: "empty" }, text)];
}

/** A problem of the question itself. */
export function problem(text) {
  return [verdict("red", "Not done", text)];
}

/** The generated files, or the reasons why there are none. */
export function rust(answer, jump) {
  const { files, messages, summary } = answer;
  if (files.length === 0) {
    return [verdict("red", "Nothing was generated", errors(messages)), messageList(messages, jump)];
  }
  const warned = messages.some((message) => message.level === "warning");
  return [
    verdict(warned ? "amber" : "green", counted(files.length, "file"), summary.join("; ")),
    ...listed(messages, jump),
    fileView(files),
  ];
}

function fileView(files) {
  const first =
    FIRST.map((end) => files.find((file) => file.path.endsWith(end))).find((file) => file) ?? files[0];
  const options = files.map(({ path, text }, index) =>
    element(
      "option",
      { value: String(index), selected: files[index] === first },
      `${path} · ${counted(lines(text), "line")}`,
    ),
  );
  const select = element("select", { id: "files" }, options);
  const pick = element("div", { class: "pick" }, element("label", { for: "files" }, "File"), select);
  const language = (path) => (path.endsWith(".rs") ? "rust" : "none");
  const view = textView({
    title: first.path,
    text: first.text,
    file: first.path,
    language: language(first.path),
    pick,
  });
  select.addEventListener("change", () => {
    const { path, text } = files[Number(select.value)];
    view.change(path, text, language(path));
  });
  return view.node;
}

/** The findings of a comparison. */
export function compare({ compared, messages }, jump) {
  if (!compared) {
    return [verdict("red", "Not compared", errors(messages)), messageList(messages, jump)];
  }
  const { document: said, rules, text, warning } = compared;
  const [word, ...sentence] = said.summary.split(": ");
  const parts = [verdict(colorOf(said.worst), word, sentence.join(": "))];
  if (warning) parts.push(verdict("amber", "Very many removals", warning));
  parts.push(...listed(messages, jump));
  for (const [section, title] of [
    ["metadata", "finding"],
    ["access", "finding about scopes, roles and clouds"],
  ]) {
    const findings = said.findings.filter((finding) => finding.section === section);
    if (findings.length > 0) {
      parts.push(element("h2", {}, counted(findings.length, title, title.replace("finding", "findings"))));
      parts.push(
        element(
          "ul",
          { class: "cards" },
          findings.map((finding) => findingCard(finding, rules[finding.id], jump)),
        ),
      );
    }
  }
  if (said.notes.length > 0) {
    const notes = said.notes.map((note) => findingCard(note, rules[note.id], jump));
    parts.push(
      element(
        "details",
        {},
        element("summary", {}, counted(notes.length, "change without effect", "changes without effect")),
        element("ul", { class: "cards" }, notes),
      ),
    );
  }
  const report = textView({
    title: "graph-models diff --all",
    text,
    file: "diff.txt",
    language: "none",
    isSmall: true,
  });
  parts.push(element("details", {}, element("summary", {}, "The report as text"), report.node));
  return parts;
}

function findingCard(finding, rule, jump) {
  const { reader, writer, rust } = finding.verdict;
  const whom = [
    ["Readers", reader],
    ["Senders", writer],
    ["Rust", rust === "none" ? "no release" : rust],
  ].map(([name, verdict]) =>
    element(
      "div",
      {},
      element("dt", {}, name),
      element("dd", { class: { breaking: "red", major: "red", risk: "amber" }[verdict] }, verdict),
    ),
  );
  const places = [
    ["was", finding.old_place],
    ["is", finding.new_place],
  ].filter(([, place]) => place);
  return element(
    "li",
    {},
    element(
      "p",
      { class: "head" },
      badge(colorOf(finding.level), finding.level),
      element("code", {}, finding.subject),
    ),
    element("p", {}, prose(rule?.meaning ?? "")),
    change(finding),
    element("dl", { class: "whom" }, whom),
    finding.remarks.map((remark) => element("p", { class: "soft" }, prose(remark))),
    finding.covers.length > 0
      ? element("p", { class: "soft" }, `With it: ${finding.covers.join(", ")}`)
      : undefined,
    places.length > 0
      ? element(
          "p",
          { class: "soft" },
          places.map(([word, place]) => placeButton(place, jump, `${word} at `)),
        )
      : undefined,
    element(
      "details",
      {},
      element("summary", {}, "What to do"),
      element("p", {}, prose(rule?.remedy ?? "")),
      element(
        "p",
        { class: "soft" },
        "Rule ",
        element("code", {}, finding.id),
        ", fingerprint ",
        element("code", {}, finding.fingerprint),
      ),
    ),
  );
}

function change({ old, new: current }) {
  if (old === null && current === null) return undefined;
  const parts = [];
  if (old !== null) parts.push(element("del", {}, element("code", {}, old)));
  if (old !== null && current !== null) parts.push(element("span", { "aria-label": "became" }, "→"));
  if (current !== null) parts.push(element("ins", {}, element("code", {}, current)));
  return element("p", { class: "change" }, parts);
}

const OUTCOMES = {
  lossless: [
    "green",
    "Lossless",
    () => "Every value is of its declared type, and what is written back is the same JSON.",
  ],
  tolerated: [
    "amber",
    "Tolerated",
    ({ deviations }) =>
      `${counted(deviations.length, "value is", "values are")} not as declared. All of it is kept, and what is written back is the same JSON.`,
  ],
  lossy: [
    "red",
    "Lossy",
    ({ difference }) => `What is written back is another JSON; the first difference is at ${difference}.`,
  ],
  error: ["red", "Not decoded", ({ problem }) => problem],
};

/** A decoded payload. */
export function payload({ checked, seconds }) {
  const [color, word, sentence] = OUTCOMES[checked.outcome];
  const parts = [verdict(color, word, sentence(checked))];
  if (checked.deviations.length > 0) {
    parts.push(element("h2", {}, "Deviations"));
    parts.push(element("ul", { class: "cards" }, checked.deviations.map(deviationCard)));
  }
  if (checked.value) {
    const { rust, json } = checked.value;
    parts.push(element("h2", {}, "The value"));
    parts.push(
      textView({
        title: "As Rust prints it",
        text: rust,
        file: "value.txt",
        language: "debug",
        isSmall: true,
      }).node,
    );
    parts.push(
      element(
        "p",
        { class: "soft" },
        "Debug output hides what may be a secret: links, undeclared values, and properties that are named so.",
      ),
    );
    parts.push(
      textView({
        title: "Written back as JSON",
        text: json,
        file: "value.json",
        language: "json",
        isSmall: true,
      }).node,
    );
  }
  parts.push(element("p", { class: "soft" }, `In ${seconds.toFixed(1)} s.`));
  return parts;
}

function deviationCard({ path, property, declared, message }) {
  let rest = message;
  for (const known of [path, property]) {
    if (known && rest.startsWith(`${known}: `)) rest = rest.slice(known.length + 2);
  }
  return element(
    "li",
    {},
    element(
      "p",
      { class: "head" },
      element("code", {}, path || "the whole"),
      element("span", { class: "soft" }, declared),
    ),
    element("p", {}, rest),
  );
}

/** A payload that could not be decoded, with the last lines of cargo. */
export function notDecoded({ messages, lines }, jump) {
  const parts = [verdict("red", "Not decoded", errors(messages)), messageList(messages, jump)];
  if (lines.length > 0) {
    parts.push(
      textView({
        title: "The last lines of cargo",
        text: `${lines.join("\n")}\n`,
        file: "cargo.txt",
        language: "none",
        isSmall: true,
      }).node,
    );
  }
  return parts;
}

/** The progress of a payload, and a way to end it. */
export function progress(stop) {
  const step = element("strong", {});
  const time = element("span", { class: "soft" });
  const detail = element("code", { class: "soft detail" });
  const node = element(
    "div",
    { class: "progress" },
    element(
      "div",
      { class: "head" },
      step,
      time,
      element("button", { type: "button", class: "quiet", click: stop }, "Stop"),
    ),
    element("progress", { "aria-label": "Decoding" }),
    detail,
  );
  const update = (object) => {
    step.textContent = `${object.progress[0].toUpperCase()}${object.progress.slice(1)}`;
    time.textContent = `${object.seconds} s`;
    detail.textContent = object.detail;
  };
  return { node, update };
}

function verdict(color, word, sentence) {
  return element(
    "div",
    { class: `verdict ${color}` },
    element("p", {}, element("strong", {}, word), " ", prose(sentence)),
  );
}

function badge(color, word) {
  return element("span", { class: `badge ${color}` }, word);
}

function colorOf(level) {
  return { breaking: "red", error: "red", risky: "amber", warning: "amber" }[level] ?? "green";
}

function errors(messages) {
  const count = messages.filter((message) => message.level === "error" && message.place).length;
  return count === 0
    ? (messages[0]?.message ?? "")
    : `There ${count === 1 ? "is" : "are"} ${counted(count, "error")}.`;
}

/** Messages beside a result; folded if there are many. */
function listed(messages, jump) {
  if (messages.length === 0) return [];
  const list = messageList(messages, jump);
  if (messages.length <= 3) return [list];
  return [element("details", {}, element("summary", {}, counted(messages.length, "message")), list)];
}

function messageList(messages, jump) {
  return element(
    "ul",
    { class: "cards" },
    messages.map((message) => messageCard(message, jump)),
  );
}

function messageCard({ level, message, place, others, help }, jump) {
  return element(
    "li",
    {},
    element("p", { class: "head" }, badge(colorOf(level), level), element("span", {}, prose(message))),
    [place, ...others]
      .filter((place) => place)
      .map((place) => element("p", { class: "soft" }, placeButton(place, jump), place.remark)),
    help.map((text) => element("p", {}, "Help: ", prose(text))),
  );
}

/** A place, which leads to the field. */
function placeButton(place, jump, word = "at ") {
  const text = place.line === null ? place.file : `${place.file}:${place.line}:${place.column}`;
  if (place.line === null) return element("span", { class: "place" }, word, element("code", {}, text));
  return element(
    "span",
    { class: "place" },
    word,
    element(
      "button",
      { type: "button", class: "quiet", click: () => jump(place) },
      element("code", {}, text),
    ),
  );
}

function lines(text) {
  return text.split("\n").length - 1;
}
