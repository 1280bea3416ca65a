// Words that the site's own scripts write into its pages, see ../conveniences.js: a copy of a page has them.

const AROUND = 12; // characters before a place, by which it is found in a copy
const PLACES = [
  ["\ue000", '[data-today=""]', "\\d{4}-\\d{2}-\\d{2}"],
  ["\ue001", '[data-today="chinese"]', "\\d{4}年\\d{1,2}月\\d{1,2}日"],
  ["\ue002", "[data-cited]", "(?:#s-[0-9a-f]+)?"],
  ["\ue003", '[role="status"]:empty', "(?:已复制|没有复制成功,请选中文字复制)?"],
];
const FORMS = Object.fromEntries(PLACES.map(([sign, , form]) => [sign, form]));

/** Write into a published page what its script writes, and a sign where it writes one of many words. */
export function fillIn(page, address) {
  for (const place of page.querySelectorAll("[data-address]")) {
    place.textContent = new URL(place.dataset.address, address).href;
  }
  for (const place of page.querySelectorAll("[data-today]")) place.textContent = "";
  for (const [sign, places] of PLACES) {
    for (const place of page.querySelectorAll(places)) place.append(sign);
  }
}

const NOT_PRINTED = ".ar-settings, .ar-header :is(nav, form, details), .ar-path, .ar-contents, .ar-actions";

/** Bring a page of a report into the order in which it is printed, see ../print.css. */
export function asPrinted(page) {
  for (const control of page.querySelectorAll(NOT_PRINTED)) control.remove();
  const figures = page.querySelector(".ar-report #figures")?.closest(".ar-added");
  if (figures) page.querySelector(".ar-report > .ar-printed").before(figures);
}

/** Replace the signs in a published text by what stands there in a copy, if it is what the script writes. */
export function filledAs(published, copy) {
  let start = 0;
  return published.replace(new RegExp(`([^\ue000-\ue003]{0,${AROUND}})([\ue000-\ue003])`, "g"), (_, before, sign) => {
    const words = new RegExp(`${before.replace(/[.*+?^$()[\]{}|\\/]/g, "\\$&")}(${FORMS[sign]})`, "g");
    words.lastIndex = start;
    const found = words.exec(copy);
    start = found ? words.lastIndex : start;
    return before + (found?.[1] ?? "");
  });
}
