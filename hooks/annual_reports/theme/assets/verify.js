// Compares a text with the published one, in the reader's browser only.
//
// Same canonical form as annual_reports/ledger/canonical.py; tests/golden/canonical.json tests both.

const AROUND = 12; // characters shown before and after a difference
const LONGEST = 120; // characters shown of a difference
const LARGEST = 2_000_000; // bytes of a file; every report is smaller

const half = (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0);

const KEPT = "\0"; // placeholder for a space that stays; not in any text

/** Return the form for digests: half-width; white space and table lines removed, but between numbers one space. */
export function canonical(text) {
  const marked = text.replace(/(?<=[0-9０-９])[，：；！？](?=[0-9０-９])/g, (mark) => mark + KEPT);
  return marked
    .replace(/[\uff01-\uff5e]/g, half)
    .replace(/(?<=[0-9.])[\s\x1c-\x1f\x85|]+(?=[0-9.])/g, KEPT)
    .replace(/[\s\x1c-\x1f\x85|]+/g, "")
    .replaceAll(KEPT, " ");
}

const HEADING_OR_BLANK = /^[ \t]*#{1,6}[ \t\u3000]|^\s*$/;
const DELIMITER_ROW = /^[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$/;

/** Remove from the text of a report's file the marks that readers do not see. */
export function visible(body) {
  return withoutDelimiters(body).replace(/^(?:[ \t]*(?:#{1,6}|[-+>](?![ \t]+[0-9０-９]))[ \t]+)+/gm, "");
}

/** Remove the rows below the heads of tables; see annual_reports/domain/blocks.py. */
function withoutDelimiters(body) {
  let inTable = false;
  let above = "";
  const isSeen = (line) => {
    const isFree = HEADING_OR_BLANK.test(line);
    const isDelimiter = !isFree && !inTable && above.includes("|") && DELIMITER_ROW.test(line);
    inTable = !isFree && (inTable || isDelimiter);
    above = isFree ? "" : line;
    return !isDelimiter;
  };
  return body.split("\n").filter(isSeen).join("\n");
}

/** Extract the text of a file: a page saved from the site, a downloaded report, or any other text. */
export function textOf(content, name = "") {
  const lines = content.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  const header = /^---\n[\s\S]*?\n---[ \t]*(?:\n|$)/.exec(lines);
  if (header) return visible(lines.slice(header[0].length));
  return /\.html?$/i.test(name) ? textOfPage(lines) : lines;
}

function textOfPage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const signed = page.querySelector(".ar-document") ?? page.querySelector("main") ?? page.body;
  for (const added of signed.querySelectorAll(".source, .notice, script, style")) added.remove();
  return signed.textContent;
}

/** Return the SHA-256 of a text's canonical form in hexadecimal digits. */
export async function digest(text) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonical(text)));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the differing part between a common start and end, with the characters before and after it. */
function around(text, start, end) {
  const behind = text.length - end;
  const words = text.slice(start, behind);
  return [
    `${start > AROUND ? "…" : ""}${text.slice(Math.max(0, start - AROUND), start)}`,
    words.length > LONGEST ? `${words.slice(0, LONGEST)}……` : words,
    `${text.slice(behind, behind + AROUND)}${end > AROUND ? "…" : ""}`,
  ];
}

/** Return the span from the first to the last difference of two canonical texts; null if they are the same. */
export function difference(published, given) {
  if (published === given) return null;
  const shortest = Math.min(published.length, given.length);
  let start = 0;
  while (start < shortest && published[start] === given[start]) start++;
  let end = 0;
  while (end < shortest - start && published[published.length - 1 - end] === given[given.length - 1 - end]) end++;
  return { at: start + 1, published: around(published, start, end), given: around(given, start, end) };
}

const form = globalThis.document?.getElementById("ar-verify");

const element = (id) => document.getElementById(id);

function say(place, kind, ...parts) {
  const line = document.createElement("p");
  line.append(...parts);
  place.className = `ar-verdict ar-verdict--${kind}`;
  place.replaceChildren(line);
}

function link(address, text) {
  const made = document.createElement("a");
  made.href = new URL(address, new URL(form.dataset.root, location.href));
  made.textContent = text;
  return made;
}

async function published(sum) {
  const length = Number(form.dataset.prefix);
  const first = new URL(form.dataset.digests, location.href);
  const file = length ? first.href.replace(/0+\.json$/, `${sum.slice(0, length)}.json`) : first;
  const answer = await fetch(file, { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json())[sum];
}

/** Return the forms of a text to look up: as it is, without marks, without invisible characters. */
export function readings(text) {
  const seen = text.replace(/\p{Cf}/gu, "");
  return [
    [text, ""],
    [visible(text), ""],
    [seen, "除看不见的字符外，"],
    [visible(seen), "除看不见的字符外，"],
  ];
}

function tell(found, but) {
  const [address, name, present, whole] = found;
  const place = element("ar-verdict");
  const page = link(address, name);
  const part = whole ? "全文" : "正文";
  const rest = whole ? "" : "标题、文号和落款没有核对：要一起核对，请粘贴全文。";
  if (present) say(place, "same", `✓ ${but}${part}一字不差：框里的文字与公布的`, page, `相同。${rest}`);
  else say(place, "old", `！${but}${part}与`, page, `更正前的文本相同。这份文本已经更正，不再使用。${rest}`);
}

/** Offer to show the differences; preselect the report that the text seems to be. */
function offer(text) {
  const chooser = element("ar-against");
  const opening = canonical(text).slice(0, 300);
  for (const select of chooser.querySelectorAll("select")) {
    const named = Array.from(select.options).find((option) => opening.includes(canonical(option.text)));
    if (named) select.value = named.value;
  }
  chooser.hidden = false;
}

let latest = 0;

/** Clear the result: it was about another text. */
function forget() {
  latest++;
  element("ar-against").hidden = true;
  for (const id of ["ar-verdict", "ar-difference"]) element(id).replaceChildren();
}

async function check(text) {
  forget();
  const turn = latest;
  const place = element("ar-verdict");
  if (!canonical(text)) return say(place, "none", "请先粘贴文本，或者选一个文件。");
  if (!globalThis.crypto?.subtle) {
    say(place, "none", "浏览器只肯在 https 网址上算指纹。可以选出报告，直接逐字比较：");
    return offer(text);
  }
  say(place, "none", "正在核对……");
  let found;
  let but = "";
  try {
    for (const [reading, told] of readings(text)) {
      found = await published(await digest(reading));
      but = told;
      if (found) break;
    }
  } catch {
    if (turn === latest) say(place, "none", "没有取到公布的指纹，请检查网络后再试。");
    return null;
  }
  if (turn !== latest) return null; // the text has changed
  if (found) return tell(found, but);
  say(place, "other", "✗ 没有公布过与它一字不差的文本。可以选出报告，看差在哪里：");
  return offer(text);
}

async function compare() {
  const place = element("ar-difference");
  const { government, year } = Object.fromEntries(new FormData(element("ar-against")));
  const name = Array.from(element("ar-against").querySelectorAll("select"), (s) => s.selectedOptions[0].text).join("");
  const address = link(`reports/${government}/${year}/embed.html`).href;
  const answer = await fetch(address, { cache: "no-cache" }).catch(() => null);
  if (!answer) return say(place, "none", "没有取到公布的文本，请检查网络后再试。");
  if (!answer.ok) return say(place, "none", `本站没有${name}的报告。`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const body = canonical(page.querySelector(".text").textContent);
  const given = canonical(element("ar-verify-text").value);
  const whole = canonical(textOfPage(page.documentElement.outerHTML));
  if (given === whole || given === body) return say(place, "same", `✓ 与公布的${name}报告一字不差。`);
  const found = nearest([whole, body], given);
  const lines = [["公布的：", ...marked(found.published)], ["您的：", ...marked(found.given)]];
  const told = lines.flatMap((line) => [document.createElement("br"), ...line]);
  return say(place, "other", `从第 ${found.at} 个字起不同（空格不算）。`, ...told);
}

function marked([before, words, after]) {
  const mark = document.createElement("mark");
  mark.textContent = words || "（没有）";
  return [before, mark, after];
}

/** Return the difference from the published text that matches longest from the start: the whole, or the body alone. */
function nearest(texts, given) {
  const found = texts.map((text) => difference(text, given));
  return found.reduce((best, one) => (one.at > best.at ? one : best));
}

async function take(file) {
  if (!file) return;
  if (/\.(?:docx?|pdf|wps|ofd)$/i.test(file.name)) {
    say(element("ar-verdict"), "none", "Word 和 PDF 请打开后全选、复制，粘贴到框里。");
    return;
  }
  const content = file.size > LARGEST ? null : decoded(await file.arrayBuffer());
  if (content === null) {
    say(element("ar-verdict"), "none", "这个文件里读不出报告的文字。请打开它，全选、复制，粘贴到框里。");
    return;
  }
  element("ar-verify-text").value = textOf(content, file.name);
  await check(element("ar-verify-text").value);
}

/** Decode a text file in UTF-8 or in GB 18030, as older Notepads save it; null if it is not a text. */
function decoded(bytes) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/[\0\ufffd]/.test(text) && !text.startsWith("{\\rtf")) return text;
    } catch {
      // not in this encoding
    }
  }
  return null;
}

function listen() {
  const box = element("ar-verify-text");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(box.value);
  });
  box.addEventListener("input", forget);
  element("ar-against").addEventListener("submit", (event) => {
    event.preventDefault();
    compare();
  });
  element("ar-verify-file").addEventListener("change", (event) => take(event.target.files[0]));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
}

if (form) {
  listen();
  form.hidden = false;
  element("ar-verify-without").hidden = true;
}
