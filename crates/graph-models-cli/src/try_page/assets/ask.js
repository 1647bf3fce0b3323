// Questions to the tool, and its answers. Must not know the page.

/** What the tool shows at first. */
export async function start() {
  return whole(await answer("start.json", {}));
}

/** Asks, and gives the answer. */
export async function ask(path, question, signal) {
  return whole(await answer(path, { ...posted(question), signal }));
}

/** Asks, and gives the objects of the answer as they come. */
export async function* askLines(path, question, signal) {
  const response = await answer(path, { ...posted(question), signal });
  if (!response.ok) await whole(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

function posted(question) {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) };
}

async function answer(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error("The tool does not answer. Does graph-models try still run in its terminal?");
  }
}

async function whole(response) {
  const said = await response.json().catch(() => ({ problem: `the tool answers ${response.status}` }));
  if (!response.ok) throw new Error(said.problem);
  return said;
}
