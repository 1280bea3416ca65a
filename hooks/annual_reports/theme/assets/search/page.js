// The search page: searches as one types, pastes or dictates, and shows the matches.

import { answer } from "./answer.js";
import { openIndex } from "./index.js";

const AT_ONCE = 10; // pages shown at first, and added each time
const SENTENCES = 3; // sentences shown of one page
const PATIENCE = 500; // milliseconds before a slow search shows that it runs
const LONGEST_TOLD = 60; // characters of the query in the result line
const LONGEST_KEPT = 300; // characters of the query in the address: servers refuse long ones
const FILTERS = ["year", "government", "kind"];

const root = new URL("../../../", import.meta.url); // above assets/<version>/search/
const part = (name) => document.getElementById(`ar-${name}`);
const [box, status, called, list] = ["query", "status", "called", "results"].map(part);
const [more, help] = ["more", "search-help"].map(part);
const filters = FILTERS.map(part);
const kinds = namesIn(part("kind"));
const places = namesIn(part("government"));

let opened; // promise of the index, once needed
let latest = 0;
let count = history.state?.count ?? AT_ONCE; // after a step back in history, as many as before

async function show() {
  const turn = ++latest;
  const query = box.value.trim();
  help.hidden = Boolean(query);
  more.hidden = true;
  if (!query) return print("");
  list.setAttribute("aria-busy", true);
  const slow = setTimeout(() => {
    if (turn === latest) status.textContent = "正在搜索……";
  }, PATIENCE);
  try {
    const given = await answered(query).catch(() => answered(query)); // the site may have a new index
    if (turn !== latest) return; // a later query has started
    print(told(query, given), given);
    more.hidden = given.shown.length >= given.total;
  } catch (error) {
    if (turn === latest) print("搜索没有成功，可能是网络断了。请再试一次。");
    console.warn(error);
  } finally {
    clearTimeout(slow);
  }
}

async function answered(query) {
  try {
    opened ??= openIndex(new URL("search/index/", root));
    return await answer(await opened, query, wanted, count);
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

function wanted(about) {
  return FILTERS.every((name, i) => !filters[i].value || String(about[name]) === filters[i].value);
}

function told(typed, { near, instead, total, certain, shown }) {
  const query = shortened(typed, LONGEST_TOLD, "…");
  const filtered = filters.some((filter) => filter.value);
  if (!total) {
    const advice = filtered ? "可以放宽上面的筛选，或少写几个字。" : "可以少写几个字，或从下面的目录找。";
    return `没有找到“${query}”。${advice}`;
  }
  if (near) return `${certain ? "没有找到" : "大概没有"}“${query}”。下面是近似结果，其中的字分开出现，或只有一部分，共 ${total} 页。`;
  const first = total > shown.length ? `，显示前 ${shown.length} 页` : "";
  return `${instead ? `按“${instead}”` : ""}找到${certain ? "" : "约"} ${total} 页${first}`;
}

function print(message, given = { called: [], shown: [] }) {
  status.textContent = message;
  list.setAttribute("aria-busy", false);
  list.replaceChildren(...given.shown.map(entry));
  called.replaceChildren(...given.called.map(namesake));
  help.hidden &&= given.shown.length > 0;
}

/** Make the link to a place or an indicator with exactly the name searched for: many reports may come before it. */
function namesake({ about, address, title }) {
  const link = element("a", { href: hrefOf(address), textContent: title.text });
  return element("li", {}, [`${kinds.get(about.kind)}：`, link]);
}

function entry({ about, address, title, passages }) {
  const first = passages.find(({ anchor }) => anchor);
  const link = marked(element("a", { href: hrefOf(address, first?.anchor) }), title.text, title.marks);
  const facts = [kinds.get(about.kind), places.get(about.government), about.year && `${about.year}年`];
  if (!passages.length && !title.marks.length) facts.push("按地名的另一种写法找到");
  const rest = passages.length - SENTENCES;
  return element("li", {}, [
    link,
    element("p", { className: "ar-results__about", textContent: facts.filter(Boolean).join(" · ") }),
    ...passages.slice(0, SENTENCES).map((passage, i) => sentence(address, passage, passages[i - 1])),
    ...(rest > 0 ? [element("p", { className: "ar-results__about", textContent: `本页另有 ${rest} 处` })] : []),
  ]);
}

function sentence(address, { heading, anchor, text, marks }, before) {
  const link = element("a", { className: "ar-results__sentence", href: hrefOf(address, anchor) });
  const where = heading && heading !== before?.heading ? [element("small", { textContent: heading })] : [];
  return element("p", {}, [...where, marked(link, text, marks)]);
}

function hrefOf(address, anchor) {
  const url = new URL(address, root);
  if (anchor) url.hash = anchor;
  return url;
}

/** Append a text to an element with its marks; of overlapping marks the first one counts. */
function marked(target, text, marks) {
  let end = 0;
  for (const mark of marks) {
    if (mark.start < end) continue;
    target.append(text.slice(end, mark.start), element("mark", { textContent: text.slice(mark.start, mark.end) }));
    end = mark.end;
  }
  target.append(text.slice(end));
  return target;
}

function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Map the options of a filter to their texts, without the first one, which stands for all. */
function namesIn({ options }) {
  return new Map(Array.from(options, ({ value, text }) => [value, text]).filter(([value]) => value));
}

/** Put query and filters into the address, so that it can be shared and returned to. */
function remember() {
  const url = new URL(location.href);
  const query = shortened(box.value.trim(), LONGEST_KEPT);
  for (const [name, value] of [["q", query], ...FILTERS.map((name, i) => [name, filters[i].value])]) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState({ count }, "", url);
}

/** Shorten a text without cutting a character in two. */
function shortened(text, most, sign = "") {
  const characters = Array.from(text);
  return characters.length > most ? characters.slice(0, most).join("") + sign : text;
}

function changed() {
  count = AT_ONCE;
  show();
  remember(); // last: browsers limit how often it may be called
}

/** Move the focus through the results with the arrow keys, and from the first one back to the box. */
function step(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const other = event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (!by || other || event.target.tagName === "SELECT") return;
  const stops = [box, ...list.querySelectorAll("li > a:first-child")];
  const here = stops.indexOf(event.target.closest("li")?.querySelector("a") ?? event.target);
  const next = stops[here + by];
  if (here < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function start() {
  const said = new URLSearchParams(location.search);
  box.value = said.get("q") ?? "";
  for (const [i, filter] of filters.entries()) {
    filter.value = said.get(FILTERS[i]) ?? "";
    if (filter.selectedIndex < 0) filter.value = "";
    filter.addEventListener("change", changed);
  }
  part("no-script").remove();
  part("filters").hidden = part("examples").hidden = false;
  box.addEventListener("input", (event) => event.isComposing || changed());
  box.addEventListener("compositionend", changed);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // closes the on-screen keyboard
  });
  more.addEventListener("click", async () => {
    const next = count;
    count += AT_ONCE;
    await show();
    remember();
    list.children[next]?.querySelector("a").focus();
  });
  box.closest("main").addEventListener("keydown", step);
  show();
  if (!box.value) box.focus();
}

if ("DecompressionStream" in globalThis) start();
