// The answer to a query: how many pages have it, and of the first ones what is to be shown.

import { isSure, readings } from "./find.js";
import { lookInto, textOf } from "./passages.js";
import { words } from "./words.js";

const PER_RESULT = 20; // pages looked into for each that is wanted, before the others are taken to lack the phrase
const HAVE_NAMES = ["government", "indicator"]; // kinds of pages
const MOST_NAMESAKES = 5; // pages looked into

/**
 * Answers a query: { near, instead, total, certain, shown, called }.
 *
 * `wanted` says of a page whether it may be found; `shown` has `count` pages, if there are as many, each
 * { about, address, title, passages }; `called` are pages of places and indicators of just that name that
 * are not among them; `instead` is the other name by which a law or an indicator was found; `certain` is false
 * if pages that were not looked into may change the answer, and `total` an estimate.
 */
export async function answer(index, query, wanted, count) {
  let certain = true;
  for await (const reading of readings(index, query, wanted)) {
    const { terms, pages, near, instead } = reading;
    const { found, checked } = await firstOf(index, reading, count);
    if (found.length) {
      certain &&= near || checked === pages.length || isSure(terms);
      const total = Math.ceil((pages.length * found.length) / checked); // as many of those not looked into
      const shown = found.slice(0, count);
      return { near, instead, total, certain, shown, called: await called(index, pages, shown, terms.flat()) };
    }
    certain &&= checked === pages.length;
  }
  return { near: false, total: 0, certain, shown: [], called: [] };
}

/** The first pages that really have all terms, and how many were looked into for them. */
async function firstOf(index, { terms, pages, partly }, count) {
  const about = partly ? [] : terms.map((term) => new Set(index.pagesAbout(term)));
  const hasAll = ({ page, has }) => terms.every((_, i) => has.has(i) || about[i].has(page));
  const most = Math.min(pages.length, PER_RESULT * count);
  const found = [];
  let checked = 0;
  while (found.length < count && checked < most) {
    const size = Math.max(count - found.length, checked - found.length); // the more fail, the more at a time
    const batch = pages.slice(checked, Math.min(checked + size, most));
    checked += batch.length;
    const read = await Promise.all(batch.map((page) => looked(index, page, terms)));
    found.push(...read.filter((one) => partly || hasAll(one)));
  }
  return { found, checked };
}

async function looked(index, page, terms) {
  const { address, sections } = await index.text(page);
  return { page, about: index.pages[page], address, sections, ...lookInto(sections, terms, index.folds) };
}

/** Of places and indicators that are not shown the pages of those that are called just so. */
async function called(index, pages, shown, name) {
  const known = new Set(shown.map(({ page }) => page));
  const others = pages.filter((page) => !known.has(page) && HAVE_NAMES.includes(index.pages[page].kind));
  const read = await Promise.all(others.slice(0, MOST_NAMESAKES).map((page) => looked(index, page, [])));
  const isIt = (line) => words(textOf(line), index.folds).join("") === name.join("");
  return read.filter(
    ({ about, sections }) =>
      index.isCalled(about.government, name) || sections.some(([, lines]) => lines.some(isIt)),
  );
}
