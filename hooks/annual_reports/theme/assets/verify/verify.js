// Compares a text with the published one, in the reader's browser only, and says what it has not compared.

import { sizeOf } from "./differences.js";
import { guesses } from "./guess.js";
import { compared, textsOf } from "./published.js";
import { canonical, digest, layoutRemover, readFile, visible } from "./text.js";

export { canonical, digest, visible };

const LARGEST = 2_000_000; // bytes of a file; every report is smaller
const GUESSES = 3; // reports that a text is compared with unasked
const NOT_READ = /\.(?:docx?|pdf|wps|ofd)$/i;

const form = globalThis.document?.getElementById("ar-verify");
const withoutLayout = form && layoutRemover(form.dataset);

const element = (id) => document.getElementById(id);

let given = { kind: "paste", text: "" };
let latest = 0;

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

/** Return the entry of a digest: [address, name, is it the present text, is it the whole text]. */
async function published(sum) {
  const length = Number(form.dataset.prefix);
  const first = new URL(form.dataset.digests, location.href);
  const file = length ? first.href.replace(/0+\.json$/, `${sum.slice(0, length)}.json`) : first;
  const answer = await fetch(file, { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json())[sum];
}

/** Return the forms of a text to look up: as it is, without marks, without layout; and what was left out. */
function readings(text) {
  const { text: plain, kinds } = withoutLayout(text);
  const but = kinds.length ? `除${kinds.join("、")}外，` : "";
  return [
    [text, ""],
    [visible(text), ""],
    [plain, but],
    [visible(plain), but],
  ];
}

async function lookUp(text) {
  for (const [reading, but] of readings(text)) {
    const found = await published(await digest(reading));
    if (found) return [...found, but];
  }
  return null;
}

/** Say what of the text was not compared. */
function tellScope() {
  const place = element("ar-scope");
  const header = document.createElement("pre");
  const told = {
    paste: ["只比对框里的文字。没有粘进来的没有比对：图片、印章、页眉页脚、脚注、批注、文本框、隐藏的文字。"],
    text: ["文件里的文字全部比对。"],
    page: ["没有比对：网页里的图片、嵌入的内容、链接地址、样式和脚本。它们能遮住文字，也能添上文字：只看框里的文字。"],
    report: ["没有比对：文件的页首（两行“---”之间），里面的标题、文号、日期、数据和引文可能改过：", header],
  };
  header.textContent = given.header;
  header.tabIndex = 0;
  say(place, "scope", told[given.kind][0]);
  place.append(...told[given.kind].slice(1));
}

/** Tell of a text of which every word is published. */
function tell([address, name, isPresent, isWhole, but]) {
  const place = element("ar-verdict");
  const page = link(address, name);
  const part = isWhole ? "全文" : "正文";
  const rest = isWhole ? "" : "标题、文号和落款没有核对：要一起核对，请粘贴全文。";
  const sign = given.kind === "report" ? "" : "✓ ";
  if (!isPresent) return say(place, "old", `！${but}${part}与`, page, `更正前的文本相同。这份文本已经更正，不再使用。${rest}`);
  return say(place, sign ? "same" : "part", `${sign}${but}${part}一字不差：框里的文字与公布的`, page, `相同。${rest}`);
}

/** Tell of a text that contains a published one. */
function tellPart(place, { text, found, isSamePage, isAlone, ...result }, name) {
  const page = link(text.address, name);
  const isSure = isAlone && (given.kind === "paste" || given.kind === "text");
  const part = result.part === "whole" ? "全文" : "正文";
  const rest = result.part === "whole" ? "" : "标题、文号和落款没有核对。";
  const told = `${rest}${others(found, isAlone)}`;
  if (!text.isPresent) say(place, "old", "！框里有", page, `更正前的${part}。这份文本已经更正，不再使用。${told}`);
  else if (isSamePage) say(place, "same", `✓ ${part}一字不差：框里的文字与公布的`, page, "相同，整个文件与本站现在的网页一样。");
  else if (isSure) say(place, "same", "✓ 与公布的", page, `${result.part === "whole" ? "" : part}一字不差。${rest}`);
  else say(place, "part", "框里有公布的", page, `${part}，这一部分一字不差。${told}`);
}

/** Say how much else stands in a text than the published one. */
function others(found, isAlone) {
  const added = found.filter(isAdded);
  if (added.length) return `✗ 没有公布过的文字另有 ${sum(added)}，列在下面：它们可能改变意思。`;
  return isAlone ? "没有别的文字。" : "其余文字都在公布的网页上。";
}

function sum(added) {
  return `${added.length} 处，共 ${sizeOf(added, "given")} 字`;
}

const isAdded = (one) => one.given[1] !== "";

/** List differences; those that only lack something of a page stand apart, and open if the page should have it. */
function list(place, found, isApart) {
  const missing = isApart ? found.filter((one) => !isAdded(one)) : [];
  const rest = found.filter((one) => !missing.includes(one));
  if (rest.length) place.append(items(rest));
  if (!missing.length) return;
  const [more, summary] = [document.createElement("details"), document.createElement("summary")];
  summary.textContent = `公布的网页上有、这里没有的文字 ${missing.length} 处`;
  more.open = given.kind === "page";
  more.append(summary, items(missing));
  place.append(more);
}

function items(found) {
  const made = document.createElement("ol");
  for (const one of found) {
    const item = document.createElement("li");
    item.append("公布的：", ...marked(one.published), document.createElement("br"), "您的：", ...marked(one.given));
    made.append(item);
  }
  return made;
}

function marked([before, words, after]) {
  const mark = document.createElement("mark");
  mark.textContent = shown(words) || "（没有）";
  return [shown(before), mark, shown(after)];
}

/** Return a text with the codes of its invisible characters: some turn figures round. */
function shown(text) {
  return text.replace(/\p{Cf}/gu, (c) => `［U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}］`);
}

/** Offer to show the differences; preselect a report. */
function offer([guess]) {
  const chooser = element("ar-against");
  if (guess) {
    element("ar-verify-government").value = guess.government;
    element("ar-verify-year").value = guess.year;
  }
  chooser.hidden = false;
}

/** Clear the result: it was about another text. */
function forget() {
  latest++;
  element("ar-against").hidden = true;
  for (const id of ["ar-scope", "ar-verdict", "ar-difference"]) element(id).replaceChildren();
}

async function check() {
  forget();
  const turn = latest;
  const place = element("ar-verdict");
  if (!canonical(given.text)) return say(place, "none", "请先粘贴文本，或者选一个文件。");
  tellScope();
  const likely = guesses(given.text, element("ar-against").querySelectorAll("select")).slice(0, GUESSES);
  if (!globalThis.crypto?.subtle) {
    say(place, "none", "浏览器只肯在 https 网址上算指纹。可以选出报告，直接逐字比较：");
    return offer(likely);
  }
  say(place, "none", "正在核对……");
  const answer = await judged(likely).catch(() => () => say(place, "none", "没有取到公布的指纹，请检查网络后再试。"));
  return turn === latest ? answer() : null; // or the text has changed
}

/** Return a function that tells what was found. */
async function judged(likely) {
  const found = await lookUp(given.text);
  if (found && given.kind !== "page") return () => tell(found);
  const results = [];
  for (const guess of likely) {
    results.push([guess, await comparedWith(guess)]);
    if (results.at(-1)[1]?.part) break;
  }
  return () => tellBest(found, results, likely);
}

function tellBest(found, results, likely) {
  const [guess, best] = results.find(([, result]) => result?.part) ?? results[0] ?? [];
  if (best?.part) {
    tellPart(element("ar-verdict"), best, `${guess.name}报告`);
    return list(element("ar-difference"), best.found, true);
  }
  if (found) return tell(found);
  say(element("ar-verdict"), "other", "✗ 没有公布过与它一字不差的文本。可以选出报告，看差在哪里：");
  if (best) tellDifferences(guess.name, best);
  return offer(likely);
}

/** Compare the text with all texts of a report; null if there is no such report. */
async function comparedWith({ government, year }) {
  const address = link(`reports/${government}/${year}/`).href;
  const results = (await textsOf(address)).map((text) => ({ text, ...compared(text, given, withoutLayout) }));
  return results.find((result) => result.part) ?? results[0] ?? null;
}

async function compare() {
  const place = element("ar-difference");
  const turn = latest;
  const guess = Object.fromEntries(new FormData(element("ar-against")));
  const name = Array.from(element("ar-against").querySelectorAll("select"), (s) => s.selectedOptions[0].text).join("");
  const answer = await comparedWith(guess).then(
    (result) => () => (result ? tellDifferences(name, result) : say(place, "none", `本站没有${name}的报告。`)),
    () => () => say(place, "none", "没有取到公布的文本，请检查网络后再试。"),
  );
  if (turn === latest) answer();
}

function tellDifferences(name, result) {
  const place = element("ar-difference");
  const inOrder = `公布的${name}报告的字都在，次序没变，但加进了别的文字，可能改变意思，有 ${sum(result.found.filter(isAdded))}：`;
  if (result.part) tellPart(place, result, `${name}报告`);
  else if (result.isInOrder) say(place, "other", inOrder);
  else say(place, "other", `与公布的${name}报告有 ${result.found.length} 处不同（空格不算）：`);
  list(place, result.found, result.part !== null);
}

async function take(file) {
  if (!file) return;
  const content = NOT_READ.test(file.name) || file.size > LARGEST ? null : decoded(await file.arrayBuffer());
  forget();
  if (content === null) {
    const told = NOT_READ.test(file.name) ? "Word 和 PDF 请" : "这个文件里读不出报告的文字。请";
    say(element("ar-verdict"), "none", `${told}打开后全选、复制，粘贴到框里。`);
    return;
  }
  given = readFile(content, file.name);
  element("ar-verify-text").value = given.text;
  await check();
}

/** Decode a text file in UTF-8 or in GB 18030, as older Notepads save it; null if it is not a text. */
function decoded(bytes) {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!/[\0\ufffd]/.test(text) && !/^(?:\{\\rtf|%PDF|From: |MIME-Version: )/.test(text)) return text;
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
    check();
  });
  box.addEventListener("input", () => {
    given = { kind: "paste", text: box.value };
    forget();
  });
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
  given = { kind: "paste", text: element("ar-verify-text").value }; // browsers keep it over a reload
  form.hidden = false;
  element("ar-verify-without").hidden = true;
}
