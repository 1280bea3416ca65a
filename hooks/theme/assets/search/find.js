// From a query to the pages that have it, best first. Of a long phrase the index is asked some pairs only;
// whether the phrase stands there is seen in the page's text (passages.js).

import { keysOf } from "./index.js";
import { apart, sameMeaning, termsOf } from "./terms.js";

const MOST_TERMS = 16; // of a query
const MOST_KEYS = 8; // of one phrase
const MOST_PAIRS = 16; // of a query that stands nowhere as it is
const MOST_MARKED = 100; // of its pairs

/**
 * Ways to understand a query, the closest first: { terms, pages, near, partly, instead }.
 *
 * Of those that mean just what was typed, such that find reports go first. `near` are its terms cut between
 * digits and characters, and then pages that have it only `partly`.
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

/** Whether a page has the terms if the index says so: it knows no more than two neighbours. */
export function isSure(terms) {
  return terms.length <= MOST_TERMS && terms.every((term) => term.length <= 2);
}

/**
 * The pages that have all terms: reports before what derives from them; before the others those whose title
 * has more of the terms, those in which the terms adjoin, and those that print them and are not only called so.
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

/** The pages that print a phrase, as far as the index knows; whose title does; that are about what it names. */
async function pagesWith(index, phrase) {
  const lines = common(await Promise.all(spread(keysOf(phrase), MOST_KEYS).map((key) => index.linesWith(key))));
  return {
    text: new Set(lines.map((line) => index.pageOf(line))),
    titled: new Set(lines.filter((line) => index.isTitle(line)).map((line) => index.pageOf(line))),
    about: new Set(index.pagesAbout(phrase)),
  };
}

/** Pages with half of the pairs close together or, if few, with all words; the parts by which they were found. */
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

/** Page -> how many pairs it has, where that is half of them: in two lines that adjoin, or anywhere. */
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

/** So many of several values, the first and the last among them. */
function spread(values, most) {
  const all = [...new Set(values)];
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]);
}

/** What is in all of several collections, in the order of the shortest. */
function common(collections) {
  const [least, ...others] = collections.map((one) => [...one]).sort((a, b) => a.length - b.length);
  const sets = others.map((other) => new Set(other));
  return (least ?? []).filter((item) => sets.every((set) => set.has(item)));
}

function isReport(index, page) {
  return index.pages[page].kind === "report";
}
