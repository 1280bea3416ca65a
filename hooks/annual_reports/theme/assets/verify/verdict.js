// What the page says of a reader's text: what was not compared, the verdict, the differences.

import { sizeOf } from "./differences.js";
import { TABLE_LINES } from "./text.js";

const PLACES = ["ar-scope", "ar-verdict", "ar-difference"];
const COLUMNS = "表格的栏目（哪个数在哪一栏）";

const place = (name) => document.getElementById(`ar-${name}`);

/** Clear the result: it was about another text. */
export function forget() {
  for (const id of PLACES) document.getElementById(id).replaceChildren();
}

/** Say one thing in a place, instead of what stands there. The kind chooses the colour. */
export function say(name, kind, ...parts) {
  place(name).className = `ar-verdict ar-verdict--${kind}`;
  place(name).replaceChildren(made("p", ...parts));
}

function add(name, ...parts) {
  place(name).append(made("p", ...parts));
}

function made(name, ...parts) {
  const element = document.createElement(name);
  element.append(...parts);
  return element;
}

/** Bring the verdict into view. */
export function reveal() {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place("verdict").scrollIntoView({ block: "nearest", behavior: isCalm ? "instant" : "smooth" });
}

const SCOPES = {
  paste: "只比对框里的文字。没有粘进来的没有比对：图片、印章、页眉页脚、脚注、批注、文本框、隐藏的文字。",
  text: "文件里的文字全部比对。",
  page:
    "没有比对：网页里的图片、嵌入的内容、链接地址、样式和脚本，给搜索引擎看的说明（meta、JSON-LD），标签排出的次序和编号。" +
    "它们能遮住、划掉文字，也能添上文字：只看框里的文字。",
  report: "没有比对：文件的页首（两行“---”之间），里面的标题、文号、日期、数据和引文可能改过：",
};

/** Say what of the text is not compared. */
export function tellScope(given) {
  say("scope", "scope", SCOPES[given.kind]);
  if (!given.header) return;
  const header = made("pre", given.header);
  header.tabIndex = 0;
  place("scope").append(header);
}

function tellColumns(hasTable) {
  if (hasTable) add("scope", "没有比对：表格里哪个数在哪一行、哪一栏。");
}

const partOf = (isWhole) => (isWhole ? "全文" : "正文");
const restOf = (isWhole) => (isWhole ? "" : "标题、文号和落款没有核对：要一起核对，请粘贴全文。");

function exceptions({ kinds }, hasTable) {
  const left = [...kinds, ...(hasTable ? [COLUMNS] : [])];
  return left.length ? `除${left.join("、")}外，` : "";
}

/** Return true if all that a reader of the file sees was compared, but for what is named as left out. */
function isSure(given, reading) {
  return (given.kind === "paste" || given.kind === "text") && !reading.kinds.includes(TABLE_LINES);
}

/** Tell of a text of which every word is published, as an entry of the digests says. */
export function tellPublished(given, { entry: [, , state, isWhole, hasTable], page, reading }) {
  const [part, rest, but] = [partOf(isWhole), restOf(isWhole), exceptions(reading, hasTable)];
  if (state === "withdrawn") return say("verdict", "other", "✗ 这份文本公布过，已经撤下，不再使用：", page, "。");
  if (state === "replaced") {
    say("verdict", "old", `！${but}${part}与`, page, `更正前的文本相同。这份文本已经更正，不再使用。${rest}`);
  } else {
    const sign = isSure(given, reading) ? "✓ " : "";
    const words = `${sign}${but}${part}一字不差：框里的文字与公布的`;
    say("verdict", sign ? "same" : "part", words, page, `相同。${rest}`);
    if (given.kind === "page") add("verdict", `不能打勾：${UNSURE_PAGE}`);
  }
  tellColumns(hasTable);
  return tellNumbers("verdict", reading);
}

const UNSURE_PAGE =
  "它与本站的网页不是同一个文件，标签、属性、样式和脚本能把字藏起来、划掉、换次序，这些没有比对。";

/** Tell, in a place, of a text that contains a published one. */
export function tellPart(name, given, result, page) {
  const { text, reading } = result;
  if (!text.isPresent) tellReplaced(name, result, page);
  else if (result.isSamePage) return tellSamePage(name, result, page);
  else if (result.isAlone && isSure(given, reading)) tellAlone(name, result, page);
  else if (given.kind === "page") tellPage(name, result, page);
  else tellContained(name, result, page);
  tellColumns(text.hasTable);
  return tellNumbers(name, reading);
}

function tellReplaced(name, { part, ...result }, page) {
  const words = `更正前的${partOf(part === "whole")}。这份文本已经更正，不再使用。${others(result)}`;
  say(name, "old", "！框里有", page, words);
}

function tellSamePage(name, { part }, page) {
  say("scope", "scope", "整个文件从头到尾与本站现在的网页逐字比对过，连标签、样式和脚本在内。");
  const words = `✓ ${partOf(part === "whole")}一字不差：框里的文字与公布的`;
  say(name, "same", words, page, "相同，整个文件与本站现在的网页一样。");
}

function tellAlone(name, { part, reading, text }, page) {
  const isWhole = part === "whole";
  const words = `${isWhole ? "" : "正文"}一字不差。${restOf(isWhole)}`;
  say(name, "same", `✓ ${exceptions(reading, text.hasTable)}与公布的`, page, words);
}

function tellPage(name, { part, found }, page) {
  const [added, missing] = [found.filter(isAdded), found.filter((one) => !isAdded(one))];
  const faults = [
    missing.length && `少了本站网页上的文字 ${sum(missing, "published")}`,
    added.length && `多了不在这份报告和它现在的网页上的文字 ${sum(added, "given")}`,
  ].filter(Boolean);
  const head = faults.length ? `✗ ${faults.join("，")}，列在下面，可能改变意思。` : "";
  say(name, faults.length ? "other" : "part", `${head}不能打勾：${UNSURE_PAGE}`);
  const rest = added.length ? "。" : "，其余文字也都在它现在的网页上。";
  add(name, "它的文字里有公布的", page, `${partOf(part === "whole")}的每一个字${rest}`);
}

function tellContained(name, { part, ...result }, page) {
  const but = exceptions(result.reading, result.text.hasTable);
  const words = `${partOf(part === "whole")}，${but}这一部分一字不差。`;
  say(name, "part", "框里有公布的", page, `${words}${part === "whole" ? "" : "标题、文号和落款没有核对。"}${others(result)}`);
}

/** Say how much else stands in a text than the published one. */
function others({ found, isAlone }) {
  const added = found.filter(isAdded);
  if (added.length) return `✗ 不在这份报告和它现在的网页上的文字另有 ${sum(added, "given")}，列在下面：它们可能改变意思。`;
  return isAlone ? "没有别的文字。" : "其余文字都在这份报告现在的网页上。";
}

/** Show the lines that were taken for page numbers: one of them may be a number of the text. */
function tellNumbers(name, { numbers }) {
  if (!numbers.length) return;
  add(name, "这些行看作页码，没有比对：");
  place(name).append(made("ol", ...numbers.map((one) => made("li", ...marked(one)))));
}

function sum(found, side) {
  return `${found.length} 处，共 ${sizeOf(found, side)} 字`;
}

const isAdded = (one) => one.given[1] !== "";

/** Tell what a text has otherwise than the published one that it resembles most. */
export function tellDifferent(report, { text, found, isInOrder, reading }) {
  const name = `公布的${report}报告${text.isPresent ? "" : "更正前的文本"}`;
  const added = sum(found.filter(isAdded), "given");
  const inOrder = `${name}的字都在，次序没变，但加进了别的文字，可能改变意思，有 ${added}：`;
  say("difference", "other", isInOrder ? inOrder : `与${name}有 ${found.length} 处不同（空格不算）：`);
  tellNumbers("difference", reading);
}

/** List differences; those that only lack something of a page stand apart, and open if the page should have it. */
export function list(given, { found, part }) {
  const missing = part ? found.filter((one) => !isAdded(one)) : [];
  const rest = found.filter((one) => !missing.includes(one));
  if (rest.length) place("difference").append(items(rest));
  if (!missing.length) return;
  const more = made("details", made("summary", `本站的网页上有、这里没有的文字 ${missing.length} 处`), items(missing));
  more.open = given.kind === "page";
  place("difference").append(more);
}

function items(found) {
  const line = (one) => made("li", "公布的：", ...marked(one.published), made("br"), "您的：", ...marked(one.given));
  return made("ol", ...found.map(line));
}

function marked([before, words, after]) {
  return [shown(before), made("mark", shown(words) || "（没有）"), shown(after)];
}

const UNSEEN = /\p{Cf}|(?![\t\f])\p{Cc}|\u1680/gu;

/** Return a text with the codes of its invisible or misleading characters: some turn figures round. */
function shown(text) {
  const code = (c) => c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return text.replace(UNSEEN, (c) => `［U+${code(c)}］`);
}
