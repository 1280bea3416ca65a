// Published texts of a report, taken from its pages on the same site when a reader asks.

import { canonical, parsed, plainLines, textOf, textOfPage, visible } from "./text.js";
import { differences, sizeOf } from "./differences.js";

const ADDED_TO_MISSING = 4; // a part of a page lacks much, and adds nothing

async function page(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.ok) return plainLines(await answer.text());
  if (answer.status === 404) return null;
  throw new Error(answer.statusText);
}

/**
 * Return the texts of a report, the present one first; none if there is no such report.
 *
 * `wholes` are the signed text, as it is published and as it may be laid out, `bodies` the body if it is known,
 * `pages` the HTML of the pages that show the text.
 */
export async function textsOf(address) {
  const [own, alone] = await Promise.all([page(address), page(new URL("embed.html", address))]);
  if (!own || !alone) return [];
  const main = parsed(alone).querySelector("main");
  const bodies = [textOf(main.querySelector(".text"))];
  const present = { address, isPresent: true, wholes: layouts(main), bodies, pages: [own, alone] };
  return [present, ...(await replacedTexts(own, address))];
}

/** Return the signed text; a second time with its number below the title, as in gazettes, if it has no letterhead. */
function layouts(main) {
  const parts = Array.from(main.querySelectorAll(":scope > :not(.notice, .source)"));
  const orders = [parts];
  if (parts[0].matches(".number")) orders.push([parts[1], parts[0], ...parts.slice(2)]);
  return orders.map((order) => order.map((part) => textOf(part)).join("\n"));
}

/** Return the texts before each correction, which the page of the report links to. */
async function replacedTexts(own, address) {
  const links = Array.from(parsed(own).querySelectorAll("a[href]"), (link) => link.getAttribute("href"));
  const versions = new Set(links.filter((link) => /^version-\d+\/$/.test(link)));
  const texts = Array.from(versions, (link) => replacedText(new URL(link, address)));
  return (await Promise.all(texts)).filter(Boolean);
}

async function replacedText(address) {
  const own = await page(address);
  const signed = own && parsed(own).querySelector(".ar-document");
  return signed && { address, isPresent: false, wholes: [textOf(signed)], bodies: [], pages: [own] };
}

/**
 * Compare what a reader has with a published text.
 *
 * `part` is the larger part that stands in it word for word, whole or body, or null; `isAlone` is true if nothing
 * else does; `isInOrder` is true if no word is missing, but others may stand between; `isSamePage` is true if
 * the file is the published page itself; `found` are the differences from the most similar published text or page.
 */
export function compared(published, given, withoutLayout) {
  const form = (text) => canonical(withoutLayout(text).text);
  const texts = { wholes: published.wholes.map(form), bodies: published.bodies.map(form) };
  const pages = published.pages.map((html) => form(textOfPage(parsed(html))));
  const owns = new Set([given.text, visible(given.text)].map(form));
  const results = Array.from(owns, (own) => comparedForm(texts, pages, own));
  const best = results.find((result) => result.part) ?? nearest(results, (result) => result.found);
  return { ...best, isSamePage: published.pages.includes(given.source) };
}

function comparedForm({ wholes, bodies }, pages, own) {
  const [contains, found] = [(text) => own.includes(text), (text) => differences(text, own)];
  const [fromWholes, fromOthers] = [wholes.map(found), [...bodies, ...pages].map(found)];
  return {
    part: wholes.some(contains) ? "whole" : bodies.some(contains) ? "body" : null,
    isAlone: [...wholes, ...bodies].includes(own),
    isInOrder: fromWholes.some((one) => sizeOf(one, "published") === 0),
    found: nearest([...fromWholes, ...fromOthers], (one) => one),
  };
}

/** Return the one whose differences leave the fewest words unexplained; words that are only missing count less. */
function nearest(results, differencesOf) {
  const isNearer = (one, best) => weight(differencesOf(one)) < weight(differencesOf(best));
  return results.reduce((best, one) => (isNearer(one, best) ? one : best));
}

function weight(found) {
  return sizeOf(found, "given") * ADDED_TO_MISSING + sizeOf(found, "published");
}
