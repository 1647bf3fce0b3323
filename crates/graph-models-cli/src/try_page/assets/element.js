// Elements of the page. Every text becomes a text node: nothing that a service or a file says is markup.

/** Makes an element with attributes, and children that are elements or texts. `undefined` children are left out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key === "click") made.addEventListener("click", value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== ""));
  return made;
}

/** A sentence, in which words in backticks are code. */
export function prose(text) {
  return text.split("`").map((part, index, parts) => {
    const isCode = index % 2 === 1 && index < parts.length - 1;
    if (isCode) return element("code", {}, part);
    // A backtick without a partner is a character like any other.
    return index % 2 === 1 ? `\`${part}` : part;
  });
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Says something to people who hear the page. */
export function say(text) {
  byId("spoken").textContent = text;
}

/** `1 line`, `2 lines`. */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
