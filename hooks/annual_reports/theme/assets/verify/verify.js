// Compares a text with the published one, in the reader's browser only, and says what it has not compared.

import { readFile } from "./file.js";
import { guesses } from "./guess.js";
import { bestOf, compared, signedTextIn, textsOf } from "./published.js";
import { canonical, characterFolder, readings, sha256, visible } from "./text.js";
import * as verdict from "./verdict.js";

export { canonical, sha256, visible };

const GUESSES = 3; // reports that a text is compared with unasked

const form = globalThis.document?.getElementById("ar-verify");
const fold = form && characterFolder(form.dataset);

const element = (id) => document.getElementById(id);

let given = { kind: "paste", text: "" };
let latest = 0;

function link(address, text) {
  const made = document.createElement("a");
  made.href = new URL(address, new URL(form.dataset.root, location.href));
  made.textContent = text;
  return made;
}

/** Return the entry of a digest: [address, name, state, is it the whole text, has it a table]. */
async function published(sum) {
  const length = Number(form.dataset.prefix);
  const first = new URL(form.dataset.digests, location.href);
  const file = length ? first.href.replace(/0+\.json$/, `${sum.slice(0, length)}.json`) : first;
  const answer = await fetch(file, { cache: "no-cache" });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json())[sum];
}

async function lookUp(asked) {
  for (const reading of readings(asked, fold)) {
    const entry = await published(await sha256(reading.form));
    if (entry) return { entry, page: link(entry[0], entry[1]), reading };
  }
  return null;
}

/** Return what is known of the signed text in a page of this site, if it was withdrawn; no page is left to compare. */
async function withdrawnPart() {
  const signed = given.source && signedTextIn(given.source);
  const found = signed ? await lookUp({ kind: "page", text: signed }) : null;
  return found?.entry[2] === "withdrawn" ? found : null;
}

/** Offer to show the differences; preselect a report. */
function offer([guess]) {
  if (guess) {
    element("ar-verify-government").value = guess.government;
    element("ar-verify-year").value = guess.year;
  }
  element("ar-against").hidden = false;
}

function forget() {
  latest++;
  element("ar-against").hidden = true;
  verdict.forget();
}

async function check() {
  forget();
  const turn = latest;
  if (!canonical(given.text)) return verdict.say("verdict", "none", "请先粘贴文本，或者选一个文件。");
  verdict.tellScope(given);
  const likely = guesses(given.text, element("ar-against").querySelectorAll("select")).slice(0, GUESSES);
  if (!globalThis.crypto?.subtle) {
    verdict.say("verdict", "none", "浏览器只肯在 https 网址上算指纹。可以选出报告，直接逐字比较：");
    return offer(likely);
  }
  verdict.say("verdict", "none", "正在核对……");
  const failed = () => verdict.say("verdict", "none", "没有取到公布的指纹，请检查网络后再试。");
  const answer = await judged(likely).catch(() => failed);
  if (turn !== latest) return; // the text has changed
  answer();
  verdict.reveal();
}

/** Return a function that tells what was found. */
async function judged(likely) {
  const found = (await lookUp(given)) ?? (await withdrawnPart());
  if (found && given.kind !== "page") return () => verdict.tellPublished(given, found);
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
    verdict.tellPart("verdict", given, best, link(best.text.address, `${guess.name}报告`));
    return verdict.list(given, best);
  }
  if (found) return verdict.tellPublished(given, found);
  const replaced = best && !best.text.isPresent ? `它最像${guess.name}报告更正前的文本，那份已经更正，不再使用。` : "";
  verdict.say("verdict", "other", `✗ 本站现在公布的文本里，没有与它一字不差的。${replaced}可以选出报告，看差在哪里：`);
  if (best) tellDifferences(guess.name, best);
  return offer(likely);
}

/** Compare the text with all texts of a report; null if there is no such report. */
async function comparedWith({ government, year }) {
  const address = link(`reports/${government}/${year}/`).href;
  const results = (await textsOf(address)).map((text) => ({ text, ...compared(text, given, fold) }));
  return results.length ? bestOf(results) : null;
}

async function compare() {
  const turn = latest;
  const guess = Object.fromEntries(new FormData(element("ar-against")));
  const name = Array.from(element("ar-against").querySelectorAll("select"), (s) => s.selectedOptions[0].text).join("");
  const nothing = (words) => () => verdict.say("difference", "none", words);
  const answer = await comparedWith(guess).then(
    (result) => (result ? () => tellDifferences(name, result) : nothing(`本站没有${name}的报告。`)),
    () => nothing("没有取到公布的文本，请检查网络后再试。"),
  );
  if (turn === latest) answer();
}

function tellDifferences(name, result) {
  if (result.part) verdict.tellPart("difference", given, result, link(result.text.address, `${name}报告`));
  else verdict.tellDifferent(name, result);
  verdict.list(given, result);
}

async function take(file) {
  if (!file) return;
  forget();
  const turn = latest;
  const read = await readFile(file);
  if (turn !== latest) return;
  if (read.unread) {
    verdict.say("verdict", "none", read.unread);
    verdict.reveal();
    return;
  }
  given = read;
  element("ar-verify-text").value = given.text;
  await check();
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
