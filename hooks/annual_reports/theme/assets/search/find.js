// From a query to the matching pages, best first. For a long phrase only some pairs are looked up in the index;
// passages.js then checks the page's text for the whole phrase.

import { keysOf } from "./index.js";
import { apart, sameMeaning, termsOf } from "./terms.js";

const MOST_TERMS = 16; // of a query
const MOST_KEYS = 8; // of one phrase
const MOST_PAIRS = 16; // of a query without an exact match
const MOST_MARKED = 100; // pairs of such a query

/**
 * Yield the ways to read a query, the closest first: { terms, pages, near, partly, instead }.
 *
 * Readings with the exact meaning come first, those that find reports before the others. Then the `near` ones: terms
 * cut between digits and characters, and at last pages that match only `partly`.
 */
export async function* readings(index, query, wanted) {
  const terms = termsOf(query, index.folds);
  if (!terms.length) return;
  const those = (pages) => pages.filter((page) => wanted(index.pages[page]));
  const rest = [];
  for (const same of sameMeaning(terms, index)) {
    const reading = { ...same, pages: those(await having(index, same.terms)), near: false, partly: false };
    if (reading.pages.some((page) => isReport(index, page))) yield reading;
    else rest.push(reading);
  }
  yield* rest;
  const cut = apart(terms);
  if (cut.length > terms.length) yield { terms: cut, pages: those(await having(index, cut)), near: true, partly: false };
  const { parts, pages } = await like(index, terms);
  yield { terms: parts, pages: those(pages), near: true, partly: true };
}

/** Return true if a match in the index is a match in the page: the index knows pairs of neighbours only. */
export function isSure(terms) {
  return terms.length <= MOST_TERMS && terms.every((term) => term.length <= 2);
}

/**
 * Return the pages with all terms: reports first; then by the number of terms in the title, by adjoining terms, and
 * pages with the terms in their text before pages that are only about them.
 */
async function having(index, terms) {
  const found = await Promise.all(spread(terms, MOST_TERMS).map((term) => pagesWith(index, term)));
  const pages = common(found.map(({ text, about }) => new Set([...text, ...about])));
  if (!pages.length) return [];
  const together = terms.length > 1 ? (await pagesWith(index, terms.flat())).text : new Set();
  const untitled = (page) => ({ titled, text, about }) => !(titled.has(page) || (text.has(page) && about.has(page)));
  const place = (page) =>
    (isReport(index, page) ? 0 : 4 * (terms.length + 1)) +
    4 * found.filter(untitled(page)).length +
    (together.has(page) ? 0 : 2) +
    (found.every(({ text }) => text.has(page)) ? 0 : 1);
  return pages.map((page) => [place(page), page]).sort(([a, x], [b, y]) => a - b || x - y).map(([, page]) => page);
}

/** Return the pages with a phrase in their text, according to the index; in their title; and about what it names. */
async function pagesWith(index, phrase) {
  const lines = common(await Promise.all(spread(keysOf(phrase), MOST_KEYS).map((key) => index.linesWith(key))));
  return {
    text: new Set(lines.map((line) => index.pageOf(line))),
    titled: new Set(lines.filter((line) => index.isTitle(line)).map((line) => index.pageOf(line))),
    about: new Set(index.pagesAbout(phrase)),
  };
}

/** Return pages with half of the pairs close together, or with all words of a short query; and the matched parts. */
async function like(index, terms) {
  const every = terms.filter((term) => term.length > 1).flatMap(keysOf);
  const isLong = every.length > MOST_PAIRS;
  const all = isLong ? [] : [...new Set(terms.flat())];
  const score = await scored(index, spread(every, MOST_PAIRS), isLong);
  const lists = await Promise.all(all.map((word) => pagesWith(index, [word])));
  for (const page of common(lists.map(({ text }) => text))) score.set(page, (score.get(page) ?? 0) + 1);
  const pages = [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
  return { parts: partsOf(terms, all), pages };
}

/** Map each page with at least half of the pairs to their number, in two adjoining lines or anywhere. */
async function scored(index, pairs, anywhere) {
  const spots = (line) => (anywhere ? [index.pageOf(line)] : [line, ...index.lineBefore(line)]);
  const counts = new Map();
  for (const lines of await Promise.all(pairs.map((pair) => index.linesWith(pair)))) {
    for (const spot of new Set(lines.flatMap(spots))) counts.set(spot, (counts.get(spot) ?? 0) + 1);
  }
  const best = new Map();
  for (const [spot, count] of counts) {
    const page = anywhere ? spot : index.pageOf(spot);
    if (2 * count >= pairs.length && count > (best.get(page) ?? 0)) best.set(page, count);
  }
  return best;
}

function partsOf(terms, words) {
  const pairs = terms.flatMap((term) => term.slice(1).map((word, i) => [term[i], word]));
  return [...pairs.slice(0, MOST_MARKED), ...words.map((word) => [word])];
}

/** Pick at most `most` of the values, evenly spread, with the first and the last. */
function spread(values, most) {
  const all = [...new Set(values)];
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}

/** Return the items that all collections contain, in the order of the shortest. */
function common(collections) {
  const [least, ...others] = collections.map((one) => [...one]).sort((a, b) => a.length - b.length);
  const sets = others.map((other) => new Set(other));
  return (least ?? []).filter((item) => sets.every((set) => set.has(item)));
}

function isReport(index, page) {
  return index.pages[page].kind === "report";
}
