// A query as terms, and the ways to take them.

import { isLatin, isNumber, words } from "./words.js";

const LONGEST_NAME = 12; // words
const YEAR = /^(?:19|20)[0-9]{2}$/;

/** The terms of a query: the words of each, as typed. */
export function termsOf(query, folds) {
  const terms = query.trim().split(/\s+/u).map((term) => words(term, folds));
  return terms.filter((term) => term.length);
}

/**
 * Ways to take the terms that mean the same: as typed, cut around places and years, with syllables in one, with
 * another name `instead`. Each is { terms, instead }.
 */
export function sameMeaning(terms, index) {
  const isPlace = (words) => index.isNameOfPlace(words);
  const cut = [terms.flatMap((term) => cutAround(term, isPlace)), spelt(terms)];
  const others = cut.filter((other) => other.length !== terms.length).map((terms) => ({ terms }));
  return [{ terms }, ...others, ...renamed(terms, index)];
}

function renamed(terms, index) {
  const replaced = (place, words) => terms.map((term, i) => (i === place ? words : term));
  const names = (term) => index.otherNames.get(term.join("")) ?? [];
  return terms.flatMap((term, i) => names(term).map(({ name, words }) => ({ terms: replaced(i, words), instead: name })));
}

/** The terms cut where numbers meet other words: 526 件. */
export function apart(terms) {
  return terms.flatMap((term) => grouped(term, (word, before) => isNumber(word) === isNumber(before)));
}

/** The year that a term means, if it is one: 2024, 2024年, 2024年度. */
export function yearOf([number, ...unit]) {
  return YEAR.test(number) && ["", "年", "年度"].includes(unit.join("")) ? Number(number) : undefined;
}

/** A term in pieces: the places and years in it, and what stands between them. */
function cutAround(term, isPlace) {
  const pieces = [[]];
  for (let i = 0; i < term.length; ) {
    const length = placeAt(term, i, isPlace) || yearAt(term, i, isPlace);
    if (length) pieces.push(term.slice(i, i + length), []);
    else pieces.at(-1).push(term[i]);
    i += length || 1;
  }
  return pieces.filter((piece) => piece.length);
}

/** How many words the place has that is named here; 0 if none is. 镇 alone is no name. */
function placeAt(term, start, isPlace) {
  for (let end = Math.min(term.length, start + LONGEST_NAME); end > start; end--) {
    const name = term.slice(start, end);
    if ((name.length > 1 || isLatin(name[0])) && isPlace(name)) return name.length;
  }
  return 0;
}

/**
 * How many words the year has that stands here; 0 if none does.
 *
 * 2022年1月5日 and 〔2022〕3号 have none, since a number adjoins; 2022件 has none, 甲镇2022 and 2022甲镇 have.
 */
function yearAt(term, start, isPlace) {
  const length = [3, 2, 1].find((length) => yearOf(term.slice(start, start + length))) ?? 0;
  const [before, after] = [term[start - 1], term[start + length]];
  if (!length || [before, after].some((word) => word && isNumber(word))) return 0;
  const isAfterPlace = () => term.slice(0, start).some((_, i) => i + placeAt(term, i, isPlace) === start);
  return length > 1 || isAfterPlace() || placeAt(term, start + length, isPlace) ? length : 0;
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

function grouped(term, alike) {
  const groups = [];
  for (const word of term) {
    const last = groups.at(-1);
    if (last && alike(word, last[0])) last.push(word);
    else groups.push([word]);
  }
  return groups;
}
