// The desk page, 3: a pasted text -> title, number, signature, text with headings.
// Same rules as drafting/document_parts.py, headings.py and quote_proposals.py.

"use strict";

const HAN_YEAR = { ...HAN_DIGIT, "○": 0 };

/** Recognise the parts of a document. */
function draftOf(text) {
  const made = { letterhead: null, document_number: null, title: null, issuers: [], issued: null, signature: [], to_confirm: [] };
  const aside = { dropped: [], wideDigits: 0 };
  const lines = textLines(text, aside);
  takeHead(lines, made, aside);
  takeSignature(lines, made);
  const paragraphs = mended(lines, made);
  made.body = `${withHeadings(paragraphs, made).join("\n\n")}\n`;
  made.to_confirm.push(...closingQuestions(made, aside));
  return made;
}

function textLines(text, aside) {
  const isDropped = (line) => DESK.rules.dropped.some((rule) => pattern(rule).test(foldWidth(line)));
  const blocks = linesAndTables(text).map((block) => ({ ...block, text: asTyped(block.text) }));
  aside.wideDigits = blocks.filter((block) => foldDigits(block.text) !== block.text).length;
  const lines = blocks.map((block) => ({ ...block, text: foldDigits(block.text).trim() })).filter((line) => line.text);
  aside.dropped = lines.filter((line) => !line.table && isDropped(line.text)).map((line) => line.text);
  return lines.filter((line) => line.table || !isDropped(line.text));
}

/** Say what a person must know of all of the document: lines that were dropped, a date that is missing. */
function closingQuestions(made, { dropped, wideDigits }) {
  const told = dropped.length ? [`去掉了不是正文的 ${dropped.length} 行：${dropped.map((line) => `“${line}”`).join("、")}`] : [];
  if (wideDigits) told.push(`全角的数字写成了半角 ${wideDigits} 段`);
  if (!made.issued) told.push("没有认出成文日期，请对照原件填写；原件没有写的，不填");
  return told;
}

/** Split a text into its lines, but keep the lines of a table in Markdown together. */
function linesAndTables(text) {
  const blocks = text.replace(/\r\n?/g, "\n").match(/^\|.*\|\n\|[-:| ]+\|(?:\n\|.*\|)*$|^.*$/gm) ?? [];
  return blocks.map((block) => ({ text: block, level: null, table: block.includes("\n") }));
}

/** Remove invisible characters, and replace the radicals that a PDF has in place of ideographs. */
function asTyped(text) {
  const radicals = Object.fromEntries(DESK.rules.radicals.split(" ").map((pair) => [...pair]));
  return text
    .replace(/\p{C}/gu, (c) => (/\s/.test(c) ? c : ""))
    .replace(/[\u2e80-\u2fd5]/g, (c) => radicals[c] ?? c.normalize("NFKC"));
}

function takeHead(lines, made, aside) {
  const closed = (text) => text.replace(/\s+/g, "");
  if (lines.length > 1 && search("letterhead", closed(lines[0].text))) made.letterhead = closed(lines.shift().text);
  const number = lines.length ? search("document_number", lines[0].text) : null;
  if (number) {
    made.document_number = typedBrackets(squeeze(number[1]).replace("第", ""));
    const behind = number[0].indexOf(number[1]) + number[1].length;
    const rest = lines.shift().text.slice(behind).replace(/^[)）]|\s/g, "");
    if (rest) aside.dropped.push(rest);
  }
  const count = linesOfTitle(lines);
  if (!count) {
    made.to_confirm.push("没有认出标题，请在 title 里填写，并从正文里删去");
    return;
  }
  [made.title, made.issuers] = titleOf(lines.splice(0, count).map((line) => line.text).join(" "));
  const day = lines.length ? dayOf(lines[0].text) : null;
  if (day) {
    made.issued = day;
    made.to_confirm.push(`把标题下的日期当作成文日期：${lines[0].text}`);
  }
}

function typedBrackets(number) {
  return number.replace(/[[(（【［]/g, "〔").replace(/[\])）】］]/g, "〕");
}

function linesOfTitle(lines) {
  let text = "";
  for (const [place, line] of lines.slice(0, DESK.rules.title_lines).entries()) {
    text += squeeze(line.text);
    if (size(text) > DESK.rules.longest_title || text.includes("。")) return 0;
    const named = text.includes(DESK.rules.about) || place > 0 || text.includes("年");
    if (search("title_end", text) && named) return place + 1;
  }
  return 0;
}

function titleOf(written) {
  const about = written.indexOf(DESK.rules.about);
  const names = about < 0 ? [] : written.slice(0, about).split(/\s+/).filter(Boolean);
  if (names.length && names.every((name) => search("office", name))) {
    return [names.join(" ") + written.slice(about).replace(/\s+/g, ""), names];
  }
  return [written.replace(/\s+/g, ""), []];
}

function takeSignature(lines, made) {
  const day = lines.length ? dayOf(lines.at(-1).text) : null;
  if (!day) return;
  made.issued = day;
  made.signature = [lines.pop().text];
  while (lines.length && isOffice(lines.at(-1).text)) made.signature.unshift(lines.pop().text);
  const signed = made.signature.slice(0, -1).flatMap((line) => line.split(/\s+/));
  if (!made.issuers.length) made.issuers = signed;
}

function isOffice(text) {
  return size(text) <= DESK.rules.longest_office && text.split(/\s+/).every((name) => search("office", name));
}

/** Convert 二〇二五年一月十日 or 2025年1月10日 to "2025-01-10"; null if it is not a date. */
function dayOf(text) {
  const match = search("date", text.replace(/\s+/g, ""));
  if (!match) return null;
  const [year, month, day] = match.slice(1, 4).map(ordinaryNumber);
  const made = new Date(Date.UTC(year, month - 1, day));
  const real = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return real ? made.toISOString().slice(0, 10) : null;
}

function ordinaryNumber(text) {
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (text.length === 4) return Number([...text].map((digit) => HAN_YEAR[digit]).join(""));
  const [tens, ones] = text.includes("十") ? text.split("十") : ["", text];
  return (text.includes("十") ? 10 * (tens ? HAN_YEAR[tens] : 1) : 0) + (ones ? HAN_YEAR[ones] : 0);
}

/** Join paragraphs that a page break cut out of one sentence; each join has to be confirmed. */
function mended(lines, made) {
  const joined = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before && isCut(before) && continues(line)) {
      made.to_confirm.push(`接上了断开的句子：${tail(before.text, 10)}｜${head(line.text, 10)}`);
      before.text += line.text;
    } else {
      joined.push({ ...line });
    }
  }
  return joined;
}

function isCut(line) {
  if (line.table || line.level || isHeading(line) || search("ends", line.text)) return false;
  if (isOwnLine(line.text) || search("known_heading", line.text)) return false;
  return size(line.text) > DESK.rules.longest_plain_heading || Boolean(search("never_at_the_end", line.text));
}

function continues(line) {
  const begins = line.table || line.level || markerOf(line.text) >= 0;
  return !begins && !isOwnLine(line.text) && !search("known_heading", line.text);
}

function searchAny(rule, text) {
  return DESK.rules[rule].some((source) => pattern(source).test(foldWidth(text)));
}

/** Return true for a line that is neither text nor heading: 特急, 镇　长 张三, a caption, a date. */
function isOwnLine(text) {
  return searchAny("own_line", text.trim()) || Boolean(search("date", text));
}

/** Return the index of the numbering style with which a text begins; -1 for none. */
function markerOf(text) {
  const folded = foldWidth(text);
  return DESK.rules.markers.findIndex((rule) => pattern(rule).test(folded));
}

function isHeading(line) {
  if (line.table) return false;
  const numbered = markerOf(line.text) >= 0 && size(line.text) <= DESK.rules.longest_heading;
  const isSentence = search("sentence_ends", line.text) || search("no_heading", line.text) || line.text.includes("。");
  return line.level !== null || (numbered && !isSentence);
}

function withHeadings(lines, made) {
  const depths = [];
  const out = [];
  let section = [];
  const close = () => {
    out.push(...sectionOf(section, depths));
    section = [];
  };
  const lastText = lines.map((line) => !isPlainHeading(line) && !isOwnLine(line.text)).lastIndexOf(true);
  for (const line of lines.map((one, place) => (place < lastText ? plainHeading(one, made) : one))) {
    if (!isHeading(line)) {
      section.push(line);
      continue;
    }
    close();
    const marker = markerOf(line.text);
    out.push(`${sharps(depths, `own ${marker >= 0 ? marker : -line.level}`)} ${line.text}`);
  }
  close();
  return out;
}

function isPlainHeading(line) {
  if (line.table || isHeading(line) || isOwnLine(line.text)) return false;
  if (search("bracketed_heading", line.text) || search("known_heading", line.text)) return true;
  const isSentence = search("ends", line.text) || search("no_heading", line.text);
  const short = size(line.text) <= DESK.rules.longest_plain_heading;
  return short && !isSentence && !searchAny("no_plain_heading", line.text);
}

function plainHeading(line, made) {
  if (!isPlainHeading(line)) return line;
  made.to_confirm.push(`认作小标题：${line.text}`);
  return { ...line, level: 1 };
}

/** Place of 一是 among the markers: it numbers headings only where it does so on lines of its own. */
const POINT = 3;

function sectionOf(lines, depths) {
  const pieces = lines.map(runIn);
  return lines.flatMap((line, place) => {
    const kind = markerOf(line.text);
    const same = pieces.filter((_, other) => markerOf(lines[other].text) === kind);
    const isPoint = kind === POINT && !depths.includes(`own ${kind}`);
    if (!pieces[place] || isPoint || !areRunIn(same)) return [line.text];
    const end = pieces[place].index + pieces[place][1].length;
    const rest = line.text.slice(end).trimStart();
    return [`${sharps(depths, `run-in ${kind}`)} ${line.text.slice(0, end)}`, ...(rest ? [rest] : [])];
  });
}

/** Say whether paragraphs of a kind begin with headings: most do, and there is text behind some. */
function areRunIn(pieces) {
  const found = pieces.filter(Boolean);
  return found.length >= Math.max(2, 2 * (pieces.length - found.length)) && found.some((piece) => piece[2]);
}

/** Match the short sentence at the beginning of a numbered paragraph. */
function runIn(line) {
  const kind = line.table ? -1 : markerOf(line.text);
  return kind < 0 ? null : pattern(DESK.rules.run_in[kind]).exec(foldWidth(line.text));
}

function sharps(depths, key) {
  if (depths.includes(key)) depths.splice(depths.indexOf(key) + 1);
  else depths.push(key);
  return "#".repeat(Math.min(1 + depths.length, 6));
}

// Shortcomings and plans.

const unique = (items) => [...new Set(items)].slice(0, DESK.rules.longest_list);

function shortcomingsOf(body) {
  const listed = pattern(DESK.rules.shortcomings_listed).exec(body);
  if (listed) return listed[1].split(/[、；;]/).filter((part) => size(part) >= 4);
  const points = pointsOf(body, "about_shortcomings");
  const lacking = (one) => pattern(DESK.rules.lacking).test(one) && !pattern(DESK.rules.from_now_on).test(one);
  return unique(points.length ? points : sentencesAbout(body, "about_shortcomings").filter(lacking));
}

function plansOf(body) {
  const points = pointsOf(body, "about_plans");
  return unique(points.length ? points : fromNowOn(body));
}

function fromNowOn(body) {
  const found = [];
  for (const sentence of sentencesAbout(body, "about_plans")) {
    const opening = pattern(DESK.rules.from_now_on).exec(foldWidth(sentence));
    if (found.length || opening) found.push(sentence.slice(opening ? opening[0].length : 0));
  }
  return found;
}

function sentencesAbout(body, about) {
  const parts = blocksAbout(body, about).flatMap((block) => block.split(/[。；;\n]/));
  return parts.map((part) => part.trim()).filter((part) => size(part) >= 4);
}

function pointsOf(body, about) {
  const blocks = blocksAbout(body, about);
  const headings = blocks.filter((block) => block.startsWith("#")).map((block) => block.replace(/^[# ]+/, ""));
  if (headings.length) return headings.map(withoutNumber);
  return blocks.flatMap((block) =>
    matches(DESK.rules.item, foldWidth(block)).map((match) => {
      const start = match.index + match[0].length - match[1].length;
      return block.slice(start, start + match[1].length).replace(/[，,、：: ]+$/, "");
    }),
  );
}

function withoutNumber(heading) {
  const kind = markerOf(heading);
  const number = kind < 0 ? "" : pattern(DESK.rules.markers[kind]).exec(foldWidth(heading))[0];
  return heading.slice(number.length).replace(/^[。：: ]+|[。：: ]+$/g, "");
}

function blocksAbout(body, about) {
  let [found, within] = [[], false];
  for (const block of body.split("\n\n")) {
    const heading = block.startsWith("#");
    const deeper = block.startsWith("###");
    const announces = pattern(DESK.rules[about]).test(block) && (heading || foldWidth(block).endsWith(":"));
    const text = block.replace(/^[# ]+/, "");
    if (announces) [found, within] = [[], true];
    else if (heading && !(within && deeper && markerOf(text) >= 0)) within = false;
    if (within && (!heading || deeper)) found.push(block);
  }
  return found;
}
