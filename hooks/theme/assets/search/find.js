// From a query to the pages that have it, best first. Of a long phrase the index is asked some pairs only;
// whether the phrase stands there is seen in the page's text (passages.js).

import { keysOf } from "./index.js";
import { isNumber, words } from "./words.js";

const MOST_KEYS = 8; // of one phrase

/** The terms of a query: the words of each, as typed. */
export function termsOf(query, folds) {
  const terms = query.trim().split(/\s+/u).map((term) => words(term, folds));
  return terms.filter((term) => term.length);
}

/**
 * Ways to understand a query, the closest first: its terms as typed; cut between digits and characters; and
 * pages that only have much of it, which are `near`. Each is { terms, pages, near }.
 */
export async function* readings(index, query, wanted) {
  const terms = termsOf(query, index.folds);
  if (!terms.length) return;
  const those = (pages) => pages.filter((page) => wanted(index.pages[page]));
  for (const attempt of attempts(terms)) {
    yield { terms: attempt, pages: those(await having(index, attempt)), near: false };
  }
  const pairs = terms.flatMap(pairsOf);
  const all = [...new Set(terms.flat())];
  yield { terms: [...pairs, ...all.map((word) => [word])], pages: those(await like(index, pairs, all)), near: true };
}

/** Pages with half of the pairs in one line, most first, and those that have all words. */
async function like(index, pairs, all) {
  const score = await scored(index, pairs);
  const lists = await Promise.all(all.slice(0, MOST_KEYS).map((word) => pagesWith(index, [word])));
  for (const page of common(lists.map(({ pages }) => pages))) score.set(page, (score.get(page) ?? 0) + 1);
  return [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
}

function attempts(terms) {
  const apart = terms.flatMap(split);
  return apart.length > terms.length ? [terms, apart] : [terms];
}

/** A term cut where numbers meet other words: 526 件. */
function split(term) {
  const parts = [[term[0]]];
  for (const word of term.slice(1)) {
    const last = parts.at(-1);
    if (isNumber(word) === isNumber(last[0])) last.push(word);
    else parts.push([word]);
  }
  return parts;
}

/** The pages that have all terms: reports first, and of those whose title has them, or in which they adjoin. */
async function having(index, terms) {
  const found = await Promise.all(terms.map((term) => pagesWith(index, term)));
  const pages = common(found.map(({ pages }) => pages));
  if (!pages.length) return [];
  const together = terms.length > 1 ? (await pagesWith(index, terms.flat())).pages : new Set();
  const place = (page) =>
    (index.pages[page].kind === "report" ? 0 : 4) +
    (found.every(({ titled }) => titled.has(page)) ? 0 : 2) +
    (together.has(page) ? 0 : 1);
  return pages.map((page) => [place(page), page]).sort(([a, x], [b, y]) => a - b || x - y).map(([, page]) => page);
}

/** The pages that have a phrase, as far as the index knows, and those whose title has it. */
async function pagesWith(index, phrase) {
  const keys = [...new Set(keysOf(phrase))];
  const step = Math.max(1, (keys.length - 1) / (MOST_KEYS - 1));
  const asked = keys.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step) || i === keys.length - 1);
  const lists = await Promise.all(asked.map((key) => index.linesWith(key)));
  const lines = common(lists);
  return {
    pages: new Set(lines.map((line) => index.pageOf[line])),
    titled: new Set(lines.filter((line) => index.titles.has(line)).map((line) => index.pageOf[line])),
  };
}

/** Page -> how many of the pairs its best line has, of pages that have half of them. */
async function scored(index, pairs) {
  const counts = new Map();
  for (const list of await Promise.all(pairs.slice(0, 2 * MOST_KEYS).map(([a, b]) => index.linesWith(a + b)))) {
    for (const line of list) counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const best = new Map();
  for (const [line, count] of counts) {
    const page = index.pageOf[line];
    if (2 * count >= pairs.length && count > (best.get(page) ?? 0)) best.set(page, count);
  }
  return best;
}

function pairsOf(term) {
  return term.slice(1).map((word, i) => [term[i], word]);
}

/** What is in all of several collections, in the order of the shortest. */
function common(collections) {
  const [least, ...others] = collections.map((one) => [...one]).sort((a, b) => a.length - b.length);
  const sets = others.map((other) => new Set(other));
  return (least ?? []).filter((item) => sets.every((set) => set.has(item)));
}
