// The answer to a query: how many pages have it, and of the first ones what is to be shown.

import { readings } from "./find.js";
import { lookInto } from "./passages.js";

const SURE = 2; // words of a phrase that the index vouches for

/**
 * Answers a query: { near, total, certain, shown }.
 *
 * `wanted` says of a page whether it may be found; `shown` has `count` pages, if there are as many, each
 * { about, address, title, passages }; `certain` is false while pages that are not shown may lack the phrase.
 */
export async function answer(index, query, wanted, count) {
  for await (const { terms, pages, near } of readings(index, query, wanted)) {
    const { shown, checked } = await firstOf(index, pages, terms, count, near);
    if (!shown.length) continue;
    const total = pages.length - checked + shown.length;
    return { near, total, certain: checked === pages.length || terms.every((term) => term.length <= SURE), shown };
  }
  return { near: false, total: 0, certain: true, shown: [] };
}

/** The first pages that really have all terms, and how many were looked at for them. */
async function firstOf(index, pages, terms, count, near) {
  const shown = [];
  let checked = 0;
  while (shown.length < count && checked < pages.length) {
    const batch = pages.slice(checked, checked + count - shown.length);
    checked += batch.length;
    const texts = await Promise.all(batch.map((page) => index.text(page)));
    texts.forEach(({ address, sections }, i) => {
      const found = lookInto(sections, terms, index.folds);
      if (found.all || near) shown.push({ about: index.pages[batch[i]], address, ...found });
    });
  }
  return { shown, checked };
}
