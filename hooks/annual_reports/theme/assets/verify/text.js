// Texts in the form in which they are compared, and the texts of files.
//
// Same canonical form as annual_reports/ledger/canonical.py; tests/golden/canonical.json tests both.

const half = (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0);

const KEPT = "\0"; // placeholder for a space that stays; not in any text

/** Return the form for digests: half-width; white space and table lines removed, but between numbers one space. */
export function canonical(text) {
  const marked = text.replace(/(?<=[0-9０-９])[，：；！？](?=[0-9０-９])/g, (mark) => mark + KEPT);
  return marked
    .replace(/[\uff01-\uff5e]/g, half)
    .replace(/(?<=[0-9.])[\s\x1c-\x1f\x85|]+(?=[0-9.])/g, KEPT)
    .replace(/[\s\x1c-\x1f\x85|]+/g, "")
    .replaceAll(KEPT, " ");
}

const HEADING_OR_BLANK = /^[ \t]*#{1,6}[ \t\u3000]|^\s*$/;
const DELIMITER_ROW = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$/;

/** Remove from the text of a report's file the marks that readers do not see. */
export function visible(body) {
  return withoutDelimiters(body).replace(/^(?:[ \t]*(?:#{1,6}|[-+>](?![ \t]+[0-9０-９]))[ \t]+)+/gm, "");
}

/** Remove the rows below the heads of tables; see annual_reports/domain/blocks.py. */
function withoutDelimiters(body) {
  let inTable = false;
  let above = "";
  const isSeen = (line) => {
    const isFree = HEADING_OR_BLANK.test(line);
    const isDelimiter = !isFree && !inTable && above.includes("|") && DELIMITER_ROW.test(line);
    inTable = !isFree && (inTable || isDelimiter);
    above = isFree ? "" : line;
    return !isDelimiter;
  };
  return body.split("\n").filter(isSeen).join("\n");
}

/** Return the SHA-256 of a text's canonical form in hexadecimal digits. */
export async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(text)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const PAGE_NUMBER =
  /^[^\S\n]*(?:[-—–]+[^\S\n]*(\d{1,3})[^\S\n]*[-—–]+|第[^\S\n]*(\d{1,3})[^\S\n]*页(?:[^\S\n]*[,，/]?[^\S\n]*共[^\S\n]*\d{1,3}[^\S\n]*页)?)[^\S\n]*$/gm;

/**
 * Return a function that removes layout from a text, and names the kinds that it removed.
 *
 * `silent` lists ranges of characters that nobody sees (marks of direction are not among them: they turn figures
 * round), `radicals` pairs of a radical and the ideograph that looks the same; see drafting/characters.yml.
 */
export function layoutRemover({ silent, radicals }) {
  const ranges = silent.split(" ").map((range) => range.replace(/[0-9A-F]+/g, "\\u{$&}"));
  const unseen = new RegExp(`[${ranges.join("")}]`, "gu");
  const pairs = Object.fromEntries(radicals.split(/\s+/).map((pair) => [...pair]));
  const usual = (c) => pairs[c] ?? c.normalize("NFKC");
  const steps = [
    ["看不见的字符", (text) => text.replace(unseen, "")],
    ["字的另一种码", (text) => text.replace(/\p{Script=Han}/gu, usual)],
    ["页码", withoutPageNumbers],
  ];
  return (text) => {
    const kinds = [];
    let left = text;
    for (const [kind, step] of steps) {
      const before = left;
      left = step(before);
      if (left !== before) kinds.push(kind);
    }
    return { text: left, kinds };
  };
}

/** Remove lines that are page numbers, if they count on from 1 or 2 without a gap: any others are words. */
function withoutPageNumbers(text) {
  const numbers = Array.from(text.matchAll(PAGE_NUMBER), (found) => Number(found[1] ?? found[2]));
  const isCounted = numbers[0] <= 2 && numbers.every((number, index) => number === numbers[0] + index);
  return isCounted ? text.replace(PAGE_NUMBER, "") : text;
}

/** Read a file: its kind, the text to compare, and the header of a report's file, which is not compared. */
export function readFile(content, name = "") {
  const lines = plainLines(content);
  const header = /^---\n[\s\S]*?\n---[ \t]*(?:\n|$)/.exec(lines)?.[0];
  if (header) return { kind: "report", text: visible(lines.slice(header.length)), header: header.trim() };
  const isPage = /\.x?html?$/i.test(name) || /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b/i.test(lines);
  return isPage ? { kind: "page", text: textOfPage(parsed(lines)), source: lines } : { kind: "text", text: lines };
}

/** Return a file's content with line ends and start as everywhere. */
export function plainLines(content) {
  return content.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
}

/** Parse a page without running, loading or styling anything of it; a parsed document would apply its styles. */
export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

const IN_A_LINE = new Set(
  "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q rb ruby s samp small span strong sub sup time tt u var wbr".split(" "),
);
const NO_WORDS = new Set(["script", "style"]);
const WORDS_IN_ATTRIBUTES = ["alt", "title", "placeholder", "value", "label", "aria-label", "summary", "srcdoc"];

/** Return all words of a page, whatever hides them: its texts, then the attributes that are shown or read out. */
export function textOfPage(page) {
  const attributes = [];
  const text = textOf(page, attributes);
  return [text, ...attributes].join("\n");
}

/** Return the text in an element, one line for each block; add words in attributes to a list. */
export function textOf(parent, attributes = []) {
  const pieces = [];
  for (const child of parent.childNodes) collect(child, pieces, attributes);
  const lines = pieces.join("").split("\n");
  return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}

function collect(node, pieces, attributes) {
  if (node.nodeType === Node.TEXT_NODE) pieces.push(node.data.replace(/\s+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || NO_WORDS.has(node.localName)) return;
  const end = IN_A_LINE.has(node.localName) ? "" : "\n";
  pieces.push(end);
  attributes.push(...WORDS_IN_ATTRIBUTES.map((name) => node.getAttribute(name)).filter(Boolean));
  const parent = node.localName === "template" ? node.content : node; // browsers show some templates
  for (const child of parent.childNodes) collect(child, pieces, attributes);
  pieces.push(end);
}
