// The answer to a query: number of matching pages, and the content to show of the first ones.

import { isSure, readings } from "./find.js";
import { lookInto, textOf } from "./passages.js";
import { words } from "./words.js";

const PER_RESULT = 20; // pages checked for each one wanted; then the rest counts as without the phrase
const HAVE_NAMES = ["government", "indicator"]; // page kinds
const MOST_NAMESAKES = 5; // pages checked

/**
 * Answer a query: { near, instead, total, certain, shown, called }.
 *
 * `wanted` returns true for the pages within the filters. `shown` has up to `count` pages, each
 * { about, address, title, passages }; `called` has the pages of places and indicators with exactly that name that
 * are not in `shown`; `instead` is the other name by which a law or an indicator was found; `certain` is false
 * if unchecked pages may change the answer, and `total` is then an estimate.
 */
export async function answer(index, query, wanted, count) {
  let certain = true;
  for await (const reading of readings(index, query, wanted)) {
    const { terms, pages, near, instead } = reading;
    const { found, checked } = await firstOf(index, reading, count);
    if (found.length) {
      certain &&= near || checked === pages.length || isSure(terms);
      const total = Math.ceil((pages.length * found.length) / checked); // same share among the unchecked pages
      const shown = found.slice(0, count);
      return { near, instead, total, certain, shown, called: await called(index, pages, shown, terms.flat()) };
    }
    certain &&= checked === pages.length;
  }
  return { near: false, total: 0, certain, shown: [], called: [] };
}

/** Return the first pages that really have all terms, and the number of pages checked. */
async function firstOf(index, { terms, pages, partly }, count) {
  const about = partly ? [] : terms.map((term) => new Set(index.pagesAbout(term)));
  const hasAll = ({ page, has }) => terms.every((_, i) => has.has(i) || about[i].has(page));
  const most = Math.min(pages.length, PER_RESULT * count);
  const found = [];
  let checked = 0;
  while (found.length < count && checked < most) {
    const size = Math.max(count - found.length, checked - found.length); // after many misses, check more at a time
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

/** Return the pages of places and indicators with exactly this name that are not shown. */
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
