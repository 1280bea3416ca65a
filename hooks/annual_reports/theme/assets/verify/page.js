// Words of a page, whatever hides them. Nothing of the page runs, loads or is shown.

/**
 * Parse a page without running, loading or styling anything of it; a parsed document would apply its styles.
 *
 * A template has no place for the three outermost elements, whose attributes are words too: they get other names.
 */
export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html.replace(/(<\/?)(html|head|body)(?=[\s/>])/gi, "$1ar-$2");
  return template.content;
}

const IN_A_LINE = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rb ruby s samp small span strong sub sup time tt u var wbr".split(" "),
);
const NO_WORDS = new Set(["script", "style"]);
const NEVER_SHOWN = new Set(["noscript", "noframes", "noembed", "iframe"]); // what stands in them, where scripts run
const IN_PLACE = ["placeholder"];
const IN_ATTRIBUTES =
  "alt title value label summary srcdoc aria-label aria-description aria-placeholder aria-roledescription aria-valuetext".split(" ");

/** Return all words of a page: its texts, then the attributes that are shown or read out, and what no browser shows. */
export function textOfPage(page) {
  const others = [];
  const text = textOf(page, others);
  return [text, ...others].join("\n");
}

/** Return the text in an element, one line for each block; add words that stand elsewhere to a list. */
export function textOf(parent, others = []) {
  const pieces = [];
  for (const child of parent.childNodes) collect(child, pieces, others);
  const lines = pieces.join("").split("\n");
  return lines.map((line) => line.replace(/^ +| +$/g, "")).filter(Boolean).join("\n");
}

function collect(node, pieces, others) {
  if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data.replace(/[ \t\n\f\r]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || NO_WORDS.has(node.localName)) return;
  others.push(...wordsIn(node, IN_ATTRIBUTES));
  const isShown = !NEVER_SHOWN.has(node.localName);
  const own = isShown ? pieces : [];
  const end = IN_A_LINE.has(node.localName) ? "" : "\n";
  own.push(end, ...wordsIn(node, IN_PLACE));
  const parent = node.localName === "template" ? node.content : node; // browsers show some templates
  for (const child of parent.childNodes) collect(child, own, others);
  own.push(end);
  if (!isShown) others.push(own.join(""));
}

function wordsIn(element, names) {
  return names.map((name) => element.getAttribute(name)).filter(Boolean);
}

const RAW_TEXT = ["noframes", "noembed", "xmp"];

/**
 * Return true if a page has the same words with scripts as without them.
 *
 * With scripts, browsers read what stands in `noscript` as text up to its end tag, so quotes or comments that begin
 * there end elsewhere. Here no browser does that, so the page is parsed again with a name that is always read so.
 */
export function isSameWithScripts(html) {
  if (!/<noscript/i.test(html)) return true;
  const name = RAW_TEXT.find((one) => !html.toLowerCase().includes(one));
  if (!name) return false;
  const renamed = html.replace(/<(\/?)noscript(?=[\s/>])/gi, `<$1${name}`);
  return wordsWithout("noscript", html) === wordsWithout(name, renamed);
}

function wordsWithout(name, html) {
  const page = parsed(html);
  for (const element of page.querySelectorAll(name)) element.replaceWith("\n");
  return textOfPage(page);
}
