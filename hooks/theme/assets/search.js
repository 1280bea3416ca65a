// Search page: asks Pagefind for what is typed, pasted or dictated, and shows the matches.
//
// The query is cut by the same rule as the text at build time (annual_reports/search.py): every Han
// character is a word, numbers and other words stay whole. Each typed term is asked as a phrase and a
// page must have all of them. Both sides are held to tests/golden/search.json.

const HAN = "[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}]";
const WORD = new RegExp(`${HAN}|[0-9]+(?:\\.[0-9]+)?|(?:(?!${HAN})(?![0-9])[\\p{L}\\p{N}])+`, "gu");
// The index puts a space before each word; these stood in no text: before and behind Han, behind 〔 / - .
const PUT_IN = new RegExp(`(?<=${HAN}|[-–—/·.()〔〕（）“”《》：，。、；]) | (?=${HAN})`, "gu");
const SHOWN = 50; // results
const AROUND = 40; // characters of text on each side of a match

/** Full-width forms to half-width, lower case: the form in which words are compared. */
export function folded(text) {
  const half = (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0);
  return text.replace(/[\uff01-\uff5e]/g, half).toLowerCase();
}

/** The words of a text. */
export function words(text) {
  return folded(text).match(WORD) ?? [];
}

/** The phrases of a query: one for each term between spaces, as Pagefind is asked for them. */
export function phrases(query) {
  const terms = query.trim().split(/\s+/u).map(words);
  return terms.filter((term) => term.length).map((term) => `"${term.join(" ")}"`);
}

/** A text of the index as it is read. */
export function readable(text) {
  return text.replaceAll(" | ", "　").replace(PUT_IN, "");
}

/** The piece of a text around the first place where the words of a term follow each other. */
export function excerpt(text, term) {
  const escaped = words(term).map((word) => word.replace(".", "\\."));
  const plain = folded(text);
  const match = escaped.length ? new RegExp(escaped.join("[^\\p{L}\\d]*"), "u").exec(plain) : null;
  if (!match) return { before: text.slice(0, 2 * AROUND), match: "", after: "" };
  const [start, end] = [match.index, match.index + match[0].length];
  return {
    before: (start > AROUND ? "…" : "") + text.slice(Math.max(0, start - AROUND), start),
    match: text.slice(start, end),
    after: text.slice(end, end + AROUND) + (end + AROUND < text.length ? "…" : ""),
  };
}

const root = new URL("../", import.meta.url);

async function pagesWith(query) {
  const pagefind = await import(new URL("pagefind/pagefind.js", root));
  const found = await Promise.all(phrases(query).map((phrase) => pagefind.search(phrase)));
  const [first, ...others] = found.map((answer) => answer.results);
  const inAll = (result) => others.every((results) => results.some((other) => other.id === result.id));
  return (first ?? []).filter(inAll);
}

function item(page, query) {
  const link = Object.assign(document.createElement("a"), {
    href: new URL(page.raw_url, root),
    textContent: page.meta.title,
  });
  const text = readable(page.raw_content.split(" | ").slice(1).join(" | "));
  const { before, match, after } = excerpt(text, query.trim().split(/\s+/u)[0]);
  const line = document.createElement("p");
  line.append(before, Object.assign(document.createElement("mark"), { textContent: match }), after);
  const entry = document.createElement("li");
  entry.append(link, line);
  return entry;
}

let latest = 0;

async function show(query) {
  const turn = ++latest;
  const status = document.getElementById("ar-status");
  const found = await pagesWith(query);
  const pages = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
  pages.sort((a, b) => (b.meta.kind === "report") - (a.meta.kind === "report")); // reports before lists
  if (turn !== latest) return; // a later query is under way
  document.getElementById("ar-results").replaceChildren(...pages.map((page) => item(page, query)));
  const asked = phrases(query).length > 0;
  const count = found.length > SHOWN ? `找到 ${found.length} 页，显示前 ${SHOWN} 页` : `找到 ${found.length} 页`;
  status.textContent = !asked ? "" : found.length ? count : `没有找到“${query.trim()}”。可以少写几个字，或从下面的目录找。`;
}

function address(query) {
  const url = new URL(location.href);
  url.search = query.trim() ? new URLSearchParams({ q: query.trim() }).toString() : "";
  return url;
}

const box = globalThis.document?.getElementById("ar-query");
if (box) {
  document.getElementById("ar-no-script").remove();
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  box.addEventListener("input", () => {
    history.replaceState(null, "", address(box.value));
    show(box.value);
  });
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(box.value);
  });
  show(box.value);
  if (!box.value) box.focus();
}
