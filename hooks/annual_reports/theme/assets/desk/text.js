// The desk page, 1: text functions, and the rules that the build writes into the page.
//
// The desk's scripts repeat in JavaScript the steps of the packages drafting and proofreading, and of
// domain/quantities.py. Words, patterns and messages are data from the build; the golden cases test both languages.
// They are classic scripts that share one scope: browsers load no modules from a folder, and the desk opens from one.
// The template desk.html has their load order.

"use strict";

/** Data from the build: rules, catalog, messages, last reports. */
const DESK = JSON.parse(document.getElementById("ar-desk-data").textContent);

/** Return the compiled pattern of a rule, with the flags g and u, ready for the next search. */
const pattern = (() => {
  const made = new Map();
  return (source) => {
    if (!made.has(source)) made.set(source, new RegExp(source, "gu"));
    const found = made.get(source);
    found.lastIndex = 0;
    return found;
  };
})();

const half = (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0);

/** Replace full-width forms by half-width ones; offsets stay the same. */
function foldWidth(text) {
  return text.replace(/[\uff01-\uff5e]/g, half);
}

/** Like foldWidth, but keep ，：；！？: 3，200 is not 3,200. */
function foldNumbers(text) {
  return text.replace(/[\uff01-\uff5e]/g, (c) => ("，：；！？".includes(c) ? c : half(c)));
}

/** Replace full-width digits only. */
function foldDigits(text) {
  return text.replace(/[\uff10-\uff19]/g, half);
}

/** Return the form in which quotations are compared: width folded, no white space. */
function squeeze(text) {
  return foldWidth(text).replace(/\s+/g, "");
}

/** Count the characters of a text; rare ones have two code units in JavaScript. */
function size(text) {
  return [...text].length;
}

/** Return the first characters of a text. */
function head(text, count) {
  return [...text].slice(0, count).join("");
}

/** Return the last characters of a text. */
function tail(text, count) {
  return [...text].slice(-count).join("");
}

/** Return the first match of a desk rule in the folded text. */
function search(rule, text) {
  return pattern(DESK.rules[rule]).exec(foldWidth(text));
}

/** Return every match of a pattern. */
function matches(source, text) {
  return [...text.matchAll(pattern(source))];
}

/** Split a text into sentences with their offsets; headings and table cells count as sentences. */
function sentences(text) {
  const found = [];
  for (const match of text.matchAll(/[^。！？\n|]+[。！？]*[”’」』）]*/gu)) {
    let start = match.index;
    let content = match[0];
    if (start === 0 || text[start - 1] === "\n") {
      const opening = /^(?:\s*#{1,6}\s+)?(?:\s*\d+[.)]\s+)*\s*/u.exec(content)[0];
      start += opening.length;
      content = content.slice(opening.length);
    }
    const leading = content.length - content.trimStart().length;
    content = content.trim();
    if (/[\p{L}\p{N}_]/u.test(content)) {
      found.push({ start: start + leading, end: start + leading + content.length, text: content });
    }
  }
  return found;
}

/** Return the sentence that contains an offset, of all sentences of a text. */
function sentenceAt(all, place) {
  return all.findLast((sentence) => sentence.start <= place) ?? all[0];
}

/** Return the offsets of a quotation in a text, ignoring white space and width. */
function placesOfQuote(text, quote) {
  const wanted = squeeze(quote);
  if (!wanted) return [];
  const letters = [...wanted].map((c) => c.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"));
  return [...foldWidth(text).matchAll(new RegExp(letters.join("\\s*"), "gu"))].map((match) => match.index);
}

/** Make a finding: fill the facts into the message and the hint of its code. */
function finding(code, facts = {}, place = 0) {
  const rule = DESK.findings[code];
  const fill = (words) =>
    words
      .replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => (name ? String(facts[name] ?? "") : whole[0]));
  return { code, severity: rule.severity, for: rule.for, message: fill(rule.message), hint: fill(rule.hint), place, facts };
}
