// The desk page, 6: personal data. Same rules as proofreading/privacy.py and proofreading/privacy_text.py;
// proofreading/privacy.yml says what their keys mean.

"use strict";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const BEFORE = 40; // characters of the same line before a place that may tell what it is
const LONG = 10; // characters from which a remark shows three at each end, else one
const MIXED = 7; // fewest signs of a number that has numerals between its digits
const remark = (code, start, facts) => ({ code, start, facts });

function personalData(text, folded, rules) {
  const searched = privacyText(folded, rules.personal_data);
  const [found, taken] = [[], []];
  for (const rule of rules.personal_data.rules) {
    for (const [start, end] of personalSpans(rule, searched)) {
      if (taken.some(([a, b]) => start < b && a < end)) continue;
      taken.push([start, end]);
      const [first, last] = [searched.places[start], searched.places[end]];
      const facts = { found: masked(text.slice(first, last)), kind: rule.kind ?? "" };
      if (rule.code) found.push(remark(rule.code, first, facts));
    }
  }
  return found;
}

/** Return the form of a text in which personal data are searched; `places` leads back to the text. */
function privacyText(folded, { marks, numerals, gap }) {
  const { text, places } = withoutMarks(folded, marks);
  return { text, places, numbers: foldNumerals(text, numerals, gap), heads: headsOfRows(text) };
}

/** Take out marks between digits; also return the offset of each character in the text as it was given. */
function withoutMarks(folded, marks) {
  let [text, end] = ["", 0];
  const places = [];
  const keep = (from, to) => {
    for (let place = from; place < to; place++) places.push(place);
  };
  for (const match of matches(marks, folded)) {
    const kept = keptOfMark(match);
    const start = match.index + (match[1] ? match[0].indexOf(match[1]) : 0);
    text += folded.slice(end, match.index) + kept;
    keep(end, match.index);
    keep(start, start + kept.length);
    end = match.index + match[0].length;
  }
  keep(end, folded.length + 1);
  return { text: text + folded.slice(end), places };
}

/** Return what stays of marks: digits, nothing of a backslash, else a blank. */
function keptOfMark([whole, digits, code, digit]) {
  if (code) return String.fromCharCode(Number(code));
  return digits || digit || (whole === "\\" ? "" : " ");
}

/** Replace three or more numerals in a row by digits, between digits only in a long number; offsets stay. */
function foldNumerals(text, numerals, gap) {
  const signs = Object.keys(numerals).join("");
  const letters = [...signs].filter((sign) => /[\p{L}〇○]/u.test(sign)).join("");
  const inDigits = (row) => Array.from(row, (sign) => numerals[sign] ?? sign).join("");
  const inARow = (kind) => pattern(`[${kind}](?:${gap}[${kind}]){2,}`);
  return text.replace(inARow(`0-9${signs}`), (row) => {
    const folded = inDigits(row);
    const inner = row.replace(pattern(`^[${signs}]+|[${letters}]+$`), "");
    if (folded === row || (inDigits(inner) !== inner && folded.length >= MIXED)) return folded;
    return row.replace(inARow(signs), inDigits);
  });
}

/** Return offset of each row of a table -> heads of its columns. */
function headsOfRows(text) {
  let [heads, previous, offset] = [[], [], 0];
  const found = new Map();
  for (const line of text.split("\n")) {
    const cells = line.includes("|") ? line.split("|").map((cell) => cell.trim()) : [];
    const filled = cells.filter(Boolean);
    if (filled.length && filled.every((cell) => /^:?-+:?$/.test(cell))) heads = previous;
    else if (cells.length !== heads.length && line.trim()) heads = cells;
    else if (heads.length && cells.length) found.set(offset, heads);
    previous = cells;
    offset += line.length + 1;
  }
  return found;
}

/** Return what stands before a place on its line, with the head of its column before a cell. */
function textBefore({ text, heads }, place) {
  const line = place ? text.lastIndexOf("\n", place - 1) + 1 : 0;
  const all = text.slice(line, place);
  const own = tail(all, BEFORE);
  const label = heads.get(line)?.[all.split("|").length - 1];
  if (label === undefined) return own;
  const cut = own.lastIndexOf("|");
  return tail(`${own.slice(0, Math.max(cut, 0))}|${label}:${own.slice(cut + 1)}`, BEFORE);
}

function personalSpans(rule, searched) {
  const spans = [];
  const search = (from) => {
    const sought = pattern(rule.pattern);
    sought.lastIndex = from;
    return sought.exec(searched.numbers);
  };
  for (let match = search(0); match; ) {
    const end = match.index + match[0].length;
    const meant = isMeant(rule, match, searched);
    if (meant) spans.push([end - match[0].trimStart().length, end]);
    match = search(meant ? end : match.index + 1);
  }
  return spans;
}

function isMeant({ check, after, not_after: notAfter }, match, searched) {
  const digits = match[0].replace(/[^0-9Xx]/g, "");
  if (check === "identity" && !isIdentityNumber(digits)) return false;
  if (check === "card" && !isCardNumber(digits)) return false;
  if (!after && !notAfter) return true;
  const words = textBefore(searched, match.index);
  return (!after || pattern(after).test(words)) && !(notAfter && pattern(notAfter).test(words));
}

function isIdentityNumber(digits) {
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
  return "10X98765432"[total % 11] === digits[17].toUpperCase();
}

function isCardNumber(digits) {
  const values = [...digits].reverse().map((digit, place) => (place % 2 ? 2 * digit : Number(digit)));
  return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
}

function masked(text) {
  const signs = [...text];
  const shown = signs.length >= LONG ? 3 : 1;
  const [first, last] = [signs.slice(0, shown), signs.slice(-shown)];
  return [...first, "*".repeat(signs.length - 2 * shown), ...last].join("");
}
