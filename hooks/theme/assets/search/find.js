// From a query to the pages that have it, best first. Of a long phrase the index is asked some pairs only;
// whether the phrase stands there is seen in the page's text (passages.js).

import { keysOf } from "./index.js";
import { isLatin, isNumber, words } from "./words.js";

const MOST_KEYS = 8; // of one phrase

/** The terms of a query: the words of each, as typed. */
export function termsOf(query, folds) {
  const terms = query.trim().split(/\s+/u).map((term) => words(term, folds));
  return terms.filter((term) => term.length);
}

/**
 * Ways to understand a query, the closest first: its terms as typed; with the syllables of a name in one;
 * cut between digits and characters; and pages that only have much of it, which are `near`.
 *
 * Each is { terms, pages, near }.
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

function attempts(terms) {
  const others = [spelt(terms), terms.flatMap(split)].filter((other) => other.length !== terms.length);
  return [terms, ...others];
}

/** Terms of Latin letters that follow each other as one: ping shi zhen. */
function spelt(terms) {
  const joined = [];
  for (const term of terms) {
    if (term.every(isLatin) && joined.at(-1)?.every(isLatin)) joined.push([joined.pop().join("") + term.join("")]);
    else joined.push(term);
  }
  return joined;
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

/**
 * The pages that have all terms: reports before what derives from them; before the others those whose title
 * has the terms, those in which the terms adjoin, and those that print them and are not only called so.
 */
async function having(index, terms) {
  const found = await Promise.all(terms.map((term) => pagesWith(index, term)));
  const pages = common(found.map(({ text, named }) => new Set([...text, ...named])));
  if (!pages.length) return [];
  const together = terms.length > 1 ? (await pagesWith(index, terms.flat())).text : new Set();
  const place = (page) =>
    (index.pages[page].kind === "report" ? 0 : 8) +
    (found.every(({ titled }) => titled.has(page)) ? 0 : 4) +
    (together.has(page) ? 0 : 2) +
    (found.every(({ text }) => text.has(page)) ? 0 : 1);
  return pages.map((page) => [place(page), page]).sort(([a, x], [b, y]) => a - b || x - y).map(([, page]) => page);
}

/** The pages that print a phrase, as far as the index knows; those whose title does; those of places called so. */
async function pagesWith(index, phrase) {
  const lines = common(await Promise.all(asked(phrase).map((key) => index.linesWith(key))));
  return {
    text: new Set(lines.map((line) => index.pageOf[line])),
    titled: new Set(lines.filter((line) => index.titles.has(line)).map((line) => index.pageOf[line])),
    named: new Set(index.pagesOfPlaces(phrase)),
  };
}

/** The keys to ask for a phrase: its first and last one, and some between. */
function asked(phrase) {
  const keys = [...new Set(keysOf(phrase))];
  const step = Math.max(1, (keys.length - 1) / (MOST_KEYS - 1));
  return keys.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step) || i === keys.length - 1);
}

/** Pages with half of the pairs in two lines that adjoin, most first, and those that have all words. */
async function like(index, pairs, all) {
  const score = await scored(index, pairs);
  const lists = await Promise.all(all.slice(0, MOST_KEYS).map((word) => pagesWith(index, [word])));
  for (const page of common(lists.map(({ text }) => text))) score.set(page, (score.get(page) ?? 0) + 1);
  return [...score.keys()].sort((a, b) => score.get(b) - score.get(a) || a - b);
}

/** Page -> how many of the pairs its best two lines have, of pages where that is half of them. */
async function scored(index, pairs) {
  const counts = new Map(); // of the line with which two begin
  for (const lines of await Promise.all(pairs.slice(0, 2 * MOST_KEYS).map(([a, b]) => index.linesWith(a + b)))) {
    for (const line of new Set(lines.flatMap((line) => [line, ...index.lineBefore(line)]))) {
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
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
