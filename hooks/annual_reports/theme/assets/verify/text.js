// Texts in the form in which they are compared, and what may be left out of a reader's text.
//
// Same canonical form as annual_reports/domain/canonical_text.py; tests/golden/canonical.json tests both.

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

const DRAWN = /([|｜\u1680\x1c-\x1f])/; // a bar can pass for 1; fonts draw U+1680 as a dash, editors draw control signs

/** Return the canonical form with the signs that it drops although readers see them: no digest has any. */
export function exact(text) {
  const pieces = text.split(DRAWN);
  return pieces.map((piece, index) => (index % 2 ? piece.replace("｜", half) : canonical(piece))).join("");
}

const HEADING_OR_BLANK = /^[ \t]*#{1,6}[ \t\u3000]|^\s*$/;
const DELIMITER_ROW = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$/;

/** Remove from the text of a report's file the marks that readers do not see. */
export function visible(body) {
  return withoutTableLines(body).replace(/^(?:[ \t]*(?:#{1,6}|[-+>](?![ \t]+[0-9０-９]))[ \t]+)+/gm, "");
}

/** Remove the rows below the heads of tables, and the bars of their rows; see annual_reports/domain/blocks.py. */
function withoutTableLines(body) {
  const rows = [];
  let inTable = false;
  let above = "";
  const unbarred = (row) => row.replace(/[ \t]*\|[ \t]*/g, "\t");
  for (const line of body.split("\n")) {
    const isFree = HEADING_OR_BLANK.test(line);
    const isDelimiter = !isFree && !inTable && above.includes("|") && DELIMITER_ROW.test(line);
    inTable = !isFree && (inTable || isDelimiter);
    if (isDelimiter) rows.push(unbarred(rows.pop()));
    else rows.push(inTable ? unbarred(line) : line);
    above = isFree ? "" : line;
  }
  return rows.join("\n");
}

/** Return the SHA-256 of a text in hexadecimal digits. */
export async function sha256(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Return a function that folds characters which look the same, and names the kinds that it found.
 *
 * `silent` lists ranges of characters that nobody sees (marks of direction are not among them: they turn figures
 * round), `radicals` pairs of a radical and the ideograph that looks the same; see drafting/characters.yml.
 */
export function characterFolder({ silent, radicals }) {
  const ranges = silent.split(" ").map((range) => range.replace(/[0-9A-F]+/g, "\\u{$&}"));
  const unseen = new RegExp(`[${ranges.join("")}]`, "gu");
  const pairs = Object.fromEntries(radicals.split(/\s+/).map((pair) => [...pair]));
  const usual = (c) => pairs[c] ?? c.normalize("NFKC");
  return (text) => {
    const seen = text.replace(unseen, "");
    const folded = seen.replace(/\p{Script=Han}/gu, usual);
    const kinds = [seen !== text && "看不见的字符", folded !== seen && "字的另一种码"];
    return { text: folded, kinds: kinds.filter(Boolean) };
  };
}

const AROUND = 8; // characters shown before and after a line that is left out
const GAP = "[ \\t\\f\\u00a0\\u3000]*";
const PAGE_NUMBERS = [
  { words: `[-—–]+${GAP}(\\d{1,3})${GAP}[-—–]+`, first: 2 },
  { words: `第${GAP}(\\d{1,3})${GAP}页(?:${GAP}[,，/]?${GAP}共${GAP}\\d{1,3}${GAP}页)?`, first: 2 },
  { words: `(\\d{1,3})${GAP}/${GAP}\\d{1,3}`, first: 1, isBare: true },
  { words: "(\\d{1,3})", first: 1, isBare: true },
].map((style) => ({ ...style, line: new RegExp(`^${GAP}${style.words}${GAP}$`, "gm") }));

/** Remove lines that are page numbers of one style, if they count on from the first without a gap; null if none. */
function withoutPageNumbers(text) {
  for (const { line, first, isBare } of PAGE_NUMBERS) {
    const found = Array.from(text.matchAll(line));
    const start = Number(found[0]?.[1]);
    const isCounted = start <= first && found.every((one, index) => Number(one[1]) === start + index);
    const numbers = found.map((one) => betweenLines(text, one));
    if (isCounted && !(isBare && numbers.some(touchesNumber))) return { text: text.replace(line, ""), numbers };
  }
  return null;
}

/** Return a line between the end of the one before and the start of the one behind it. */
function betweenLines(text, { index, 0: line }) {
  const before = text.slice(0, index).trimEnd().split("\n").at(-1);
  const behind = text.slice(index + line.length).trimStart().split("\n", 1)[0];
  return [before.slice(-AROUND), line.trim(), behind.slice(0, AROUND)];
}

/** Return true if a line without signs of its own would be read with a number before or behind it. */
function touchesNumber([before, , behind]) {
  return /[0-9０-９.．〇零一二三四五六七八九十百千万亿第之]$/.test(before) || /^[0-9０-９.．%％‰]/.test(behind);
}

export const TABLE_LINES = "表格线";

function withoutMarks(reading) {
  const text = visible(reading.text);
  const count = (words) => words.split("|").length;
  const hasLines = count(text) < count(reading.text);
  const kinds = [...reading.kinds, "标题和条目的记号", ...(hasLines ? [TABLE_LINES] : [])];
  return { ...reading, text, kinds };
}

/**
 * Return the forms in which a reader's text may have been published, and of each what it leaves out.
 *
 * `kinds` names it, `numbers` are the lines that were taken for page numbers. What leaves out less comes first.
 */
export function readings({ kind, text }, fold) {
  const plain = { ...fold(text), numbers: [] };
  const found = [{ text, kinds: [], numbers: [] }, plain];
  const paged = kind === "page" ? null : withoutPageNumbers(plain.text);
  if (paged) found.push({ ...paged, kinds: [...plain.kinds, "页码"] });
  const isMarked = kind === "paste" || kind === "text";
  const all = isMarked ? found.flatMap((reading) => [reading, withoutMarks(reading)]) : found;
  const forms = new Map();
  for (const reading of all) {
    const form = exact(reading.text);
    if (!forms.has(form)) forms.set(form, { ...reading, form });
  }
  return [...forms.values()];
}
