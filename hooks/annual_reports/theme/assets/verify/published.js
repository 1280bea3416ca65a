// Published texts of a report, taken from its pages on the same site when a reader asks.

import { differences, sizeOf } from "./differences.js";
import { plainLines } from "./file.js";
import { parsed, textOf, textOfPage } from "./page.js";
import { asPrinted, fillIn, filledAs } from "./site-words.js";
import { exact, readings } from "./text.js";

const ADDED_TO_MISSING = 4; // a part of a page lacks much, and adds nothing

async function page(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.ok) return { address, source: plainLines(await answer.text()) };
  if (answer.status === 404) return null;
  throw new Error(answer.statusText);
}

/**
 * Return the texts of a report, the present one first; none if there is no such report.
 *
 * `wholes` are the signed text, as it is published and as it may be laid out, `bodies` the body if it is known,
 * `pages` the pages that show the text.
 */
export async function textsOf(address) {
  const [own, alone] = await Promise.all([page(address), page(new URL("embed.html", address))]);
  if (!own || !alone) return [];
  const main = parsed(alone.source).querySelector("main");
  const bodies = [textOf(main.querySelector(".text"))];
  const versions = await pagesOfVersions(own);
  const replaced = versions.filter((version) => signedPart(version));
  const pages = [own, alone, ...versions.filter((version) => !replaced.includes(version))];
  const hasTable = main.querySelector("table") !== null;
  const present = { address, isPresent: true, wholes: layouts(main), bodies, pages, hasTable };
  return [present, ...replaced.map(replacedText)];
}

const PARTS = ":scope > :not(.notice, .source)";

/** Return the signed text; a second time with its number below the title, as in gazettes, if it has no letterhead. */
function layouts(main) {
  const parts = Array.from(main.querySelectorAll(PARTS));
  const orders = [parts];
  if (parts[0].matches(".number")) orders.push([parts[1], parts[0], ...parts.slice(2)]);
  return orders.map((order) => order.map((part) => textOf(part)).join("\n"));
}

/** Return what stands in a page where this site puts the signed text; null if the page has no such place. */
export function signedTextIn(source) {
  const root = parsed(source);
  const signed = root.querySelector(".ar-document");
  const main = root.querySelector("main > .text")?.parentElement;
  return signed ? textOf(signed) : main ? layouts(main)[0] : null;
}

/** Return the pages of versions, to which the page of the report links; that of the present text may be among them. */
async function pagesOfVersions(own) {
  const links = Array.from(parsed(own.source).querySelectorAll("a[href]"), (link) => link.getAttribute("href"));
  const versions = new Set(links.filter((link) => /^version-\d+\/$/.test(link)));
  const pages = await Promise.all(Array.from(versions, (link) => page(new URL(link, own.address))));
  return pages.filter(Boolean);
}

function signedPart({ source }) {
  return parsed(source).querySelector(".ar-document");
}

function replacedText(version) {
  const wholes = [textOf(signedPart(version))];
  return { address: version.address, isPresent: false, wholes, bodies: [], pages: [version], hasTable: false };
}

/**
 * Compare what a reader has with a published text.
 *
 * `part` is the larger part that stands in it word for word, whole or body, or null; `isAlone` is true if nothing
 * else does; `isInOrder` is true if no word is missing, but others may stand between; `isSamePage` is true if
 * the file is the published page itself; `found` are the differences from the most similar published text or page;
 * `reading` is the form of the reader's text that was compared.
 */
export function compared(published, given, fold) {
  const form = (text) => exact(fold(text).text);
  const texts = { wholes: published.wholes.map(form), bodies: published.bodies.map(form) };
  const pages = published.pages.flatMap(statesOf).map((page) => form(textOfPage(page)));
  const results = readings(given, fold).map((reading) => comparedForm(texts, pages, reading));
  const best = bestOf(results);
  return { ...best, isSamePage: published.pages.some(({ source }) => source === given.source) };
}

/** Return a page as it is sent, with the words of its script, and with them in the order in which it is printed. */
function statesOf({ address, source }) {
  const [sent, filled, printed] = [source, source, source].map(parsed);
  for (const page of [filled, printed]) fillIn(page, address);
  asPrinted(printed);
  return [sent, filled, printed];
}

function comparedForm({ wholes, bodies }, pages, reading) {
  const own = reading.form;
  const [contains, found] = [(text) => own.includes(text), (text) => differences(text, own)];
  const others = new Set([...bodies, ...pages.map((page) => filledAs(page, own))]);
  const [fromWholes, fromOthers] = [wholes.map(found), Array.from(others, found)];
  return {
    reading,
    part: wholes.some(contains) ? "whole" : bodies.some(contains) ? "body" : null,
    isAlone: [...wholes, ...bodies].includes(own),
    isInOrder: fromWholes.some((one) => sizeOf(one, "published") === 0),
    found: nearest([...fromWholes, ...fromOthers], (one) => one),
  };
}

/** Return the result with the fewest differences, of those that found a whole text or a body if there are any. */
export function bestOf(results) {
  const sure = results.filter((result) => result.part);
  return nearest(sure.length ? sure : results, (result) => result.found);
}

/** Return the one whose differences leave the fewest words unexplained; words that are only missing count less. */
function nearest(results, differencesOf) {
  const isNearer = (one, best) => weight(differencesOf(one)) < weight(differencesOf(best));
  return results.reduce((best, one) => (isNearer(one, best) ? one : best));
}

function weight(found) {
  return sizeOf(found, "given") * ADDED_TO_MISSING + sizeOf(found, "published");
}
