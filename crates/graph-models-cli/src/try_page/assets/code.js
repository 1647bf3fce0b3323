// Texts that people read and take along: files, values, reports.

import { element, say } from "./element.js";

/** The most characters that are shown at once, and that have colors. */
const MOST_SHOWN = 200_000;

const WORDS =
  "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut " +
  "pub ref return self Self static struct super trait true type unsafe use where while";

const LANGUAGES = {
  rust: {
    pattern: new RegExp(
      "(?<c>//[^\\n]*)|(?<s>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)')|(?<k>\\b(?:" +
        WORDS.replaceAll(" ", "|") +
        ")\\b)|(?<t>\\b[A-Z]\\w*)|(?<n>\\b\\d[\\w.]*)",
      "gs",
    ),
  },
  // What `Debug` prints: texts, numbers, and remarks such as `<redacted>`.
  debug: {
    pattern: /(?<s>"(?:[^"\\]|\\.)*")|(?<c><[a-z ]+>)|(?<k>\b(?:true|false)\b)|(?<n>-?\b\d[\w.:+-]*)/gs,
  },
  json: {
    pattern:
      /(?<t>"(?:[^"\\]|\\.)*")(?=\s*:)|(?<s>"(?:[^"\\]|\\.)*")|(?<k>\b(?:true|false|null)\b)|(?<n>-?\b\d[\d.eE+-]*)/gs,
  },
};

/** The text with colors, as nodes. */
function colored(text, language) {
  const nodes = document.createDocumentFragment();
  const pattern = LANGUAGES[language]?.pattern;
  let end = 0;
  for (const match of pattern ? text.matchAll(pattern) : []) {
    const [kind, word] = Object.entries(match.groups).find(([, word]) => word !== undefined);
    nodes.append(text.slice(end, match.index), element("span", { class: kind }, word));
    end = match.index + word.length;
  }
  nodes.append(text.slice(end));
  return nodes;
}

/** A text with a title, and with buttons to copy and to save it. `pick` stands in place of the title. */
export function textView({ title, text, language, file, pick, isSmall }) {
  const code = element("code");
  const cut = element("p", { class: "cut", hidden: true });
  const view = { text, file };
  const show = (all) => {
    const shown =
      all || view.text.length <= MOST_SHOWN
        ? view.text
        : view.text.slice(0, view.text.lastIndexOf("\n", MOST_SHOWN) + 1 || MOST_SHOWN);
    code.replaceChildren(shown.length > MOST_SHOWN ? shown : colored(shown, view.language ?? language));
    cut.hidden = shown.length === view.text.length;
    cut.replaceChildren(
      "This is the beginning. ",
      element("button", { type: "button", class: "quiet", click: () => show(true) }, "Show all of it"),
    );
  };
  show(false);
  const copy = async () => {
    await navigator.clipboard.writeText(view.text);
    say("Copied");
    copied.textContent = "Copied";
    setTimeout(() => {
      copied.textContent = "Copy";
    }, 1500);
  };
  const copied = element("button", { type: "button", class: "quiet", click: copy }, "Copy");
  const pre = element("pre", { tabindex: "0", role: "region", "aria-label": title }, code);
  const node = element(
    "div",
    { class: isSmall ? "text small" : "text" },
    element(
      "div",
      { class: "bar" },
      pick ?? element("h3", {}, title),
      copied,
      element("button", { type: "button", class: "quiet", click: () => save(view.file, view.text) }, "Save"),
    ),
    pre,
    cut,
  );
  /** Shows another text in the same place. */
  const change = (file, text, language) => {
    Object.assign(view, { file, text, language });
    pre.scrollTop = 0;
    pre.setAttribute("aria-label", file);
    show(false);
  };
  return { node, change };
}

function save(name, text) {
  const link = element("a", {
    href: URL.createObjectURL(new Blob([text], { type: "text/plain" })),
    download: name.replaceAll("/", "-"),
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
