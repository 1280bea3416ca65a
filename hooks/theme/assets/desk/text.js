// The desk page, 1: texts, and the data from which every rule comes.
//
// These scripts are the page's side of annual_reports/desk, proofreading and quantities. Words, patterns
// and messages are data that the build writes into the page; both sides are held to the same golden cases.
// They are plain scripts, not modules, so that a saved copy of the page works without a server.

"use strict";

/** What the build wrote into the page: rules, catalog, messages, last reports. */
const DESK = JSON.parse(document.getElementById("ar-desk-data").textContent);

/** A pattern of the rules; every match is wanted, so it is global. */
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

/** Every full-width form as its half-width twin; places stay the same. */
function foldWidth(text) {
  return text.replace(/[\uff01-\uff5e]/g, half);
}

/** As foldWidth, but ，：；！？ stay: 3，200 is not 3,200. */
function foldNumbers(text) {
  return text.replace(/[\uff01-\uff5e]/g, (c) => ("，：；！？".includes(c) ? c : half(c)));
}

/** Full-width digits only. */
function foldDigits(text) {
  return text.replace(/[\uff10-\uff19]/g, half);
}

/** The form in which quotations are compared: width folded, no white space. */
function squeeze(text) {
  return foldWidth(text).replace(/\s+/g, "");
}

/** How many characters a text has; rare ones take two places in JavaScript. */
function size(text) {
  return [...text].length;
}

/** The first characters of a text. */
function head(text, count) {
  return [...text].slice(0, count).join("");
}

/** The last characters of a text. */
function tail(text, count) {
  return [...text].slice(-count).join("");
}

/** The first match of one of the desk's rules, on folded text. */
function search(rule, text) {
  return pattern(DESK.rules[rule]).exec(foldWidth(text));
}

/** Every match of a pattern. */
function matches(source, text) {
  return [...text.matchAll(pattern(source))];
}

/** The sentences of a text with their places; headings and cells of tables among them. */
function sentences(text) {
  const found = [];
  for (const match of text.matchAll(/[^。！？\n|]+[。！？]*[”’」』）]*/gu)) {
    let start = match.index;
    let content = match[0];
    if (start === 0 || text[start - 1] === "\n") {
      const opening = /^(?:\s*(?:#{1,6}|[-*+>]|\d+[.)])\s+)*\s*/u.exec(content)[0];
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

/** The sentence in which a place lies, of all sentences of a text. */
function sentenceAt(all, place) {
  return all.findLast((sentence) => sentence.start <= place) ?? all[0];
}

/** Where a quotation stands in a text, white space and width folded. */
function placesOfQuote(text, quote) {
  const wanted = squeeze(quote);
  if (!wanted) return [];
  const letters = [...wanted].map((c) => c.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"));
  return [...foldWidth(text).matchAll(new RegExp(letters.join("\\s*"), "gu"))].map((match) => match.index);
}

/** A finding: the words of its code with the facts filled in. */
function finding(code, facts = {}, place = 0) {
  const rule = DESK.findings[code];
  const fill = (words) =>
    words
      .replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => (name ? String(facts[name] ?? "") : whole[0]));
  return { code, severity: rule.severity, message: fill(rule.message), hint: fill(rule.hint), place };
}
