// Splits a query into terms, and lists the ways to read them.

import { isLatin, isNumber, words } from "./words.js";

const LONGEST_NAME = 12; // words
const YEAR = /^(?:19|20)[0-9]{2}$/;

/** Split a query at white space into terms, and each term into words. */
export function termsOf(query, folds) {
  const terms = query.trim().split(/\s+/u).map((term) => words(term, folds));
  return terms.filter((term) => term.length);
}

/**
 * Return the readings with the same meaning, each { terms, instead }: as typed, cut around places and years, with
 * syllables joined, and with another name `instead`.
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

/** Cut the terms between numbers and other words: 526 件. */
export function apart(terms) {
  return terms.flatMap((term) => grouped(term, (word, before) => isNumber(word) === isNumber(before)));
}

/** Return the year that a term means, if any: 2024, 2024年, 2024年度. */
export function yearOf([number, ...unit]) {
  return YEAR.test(number) && ["", "年", "年度"].includes(unit.join("")) ? Number(number) : undefined;
}

/** Cut a term into its places and years, and the words between them. */
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

/** Return the number of words of the place name at `start`; 0 if there is none. 镇 alone is not a name. */
function placeAt(term, start, isPlace) {
  for (let end = Math.min(term.length, start + LONGEST_NAME); end > start; end--) {
    const name = term.slice(start, end);
    if ((name.length > 1 || isLatin(name[0])) && isPlace(name)) return name.length;
  }
  return 0;
}

/**
 * Return the number of words of the year at `start`; 0 if there is none.
 *
 * 2022年1月5日 and 〔2022〕3号 have none, since a number adjoins; 2022件 has none; 甲镇2022 and 2022甲镇 have one.
 */
function yearAt(term, start, isPlace) {
  const length = [3, 2, 1].find((length) => yearOf(term.slice(start, start + length))) ?? 0;
  const [before, after] = [term[start - 1], term[start + length]];
  if (!length || [before, after].some((word) => word && isNumber(word))) return 0;
  const isAfterPlace = () => term.slice(0, start).some((_, i) => i + placeAt(term, i, isPlace) === start);
  return length > 1 || isAfterPlace() || placeAt(term, start + length, isPlace) ? length : 0;
}

/** Join consecutive terms of Latin letters: ping shi zhen. */
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
