// The desk page, 11: from the pasted text to the saved file. Nothing leaves the browser.

"use strict";

const desk = document.getElementById("ar-desk");
const part = (name) => document.getElementById(`desk-${name}`);
const QUIET = 250; // milliseconds between the last key and the next check
const LINES = { shortcomings: "shortcomings", commitments: "commitments" };
let draft = null;
const acknowledged = new Map(); // key of a finding -> reason

function government() {
  return DESK.governments.find((one) => one.id === desk.elements.government.value);
}

/** Return what is known of the report before its text: government, year, last report, open commitments. */
function due() {
  const year = Number(desk.elements.year.value);
  const { id, last, owed } = government();
  const earlier = last && last.year < year ? last : null;
  return { government: id, year, last: earlier, owed: owed.filter((one) => one.year < year) };
}

function begin() {
  const options = DESK.governments.map((one) => new Option(one.name, one.id));
  desk.elements.government.replaceChildren(...options);
  desk.hidden = false;
  offerYear();
}

/** Set the year to the one after the last report. */
function offerYear() {
  const { years } = government();
  if (years.length) desk.elements.year.value = Math.max(...years) + 1;
  tellTaken();
}

function tellTaken() {
  const { name, years } = government();
  const taken = years.includes(Number(desk.elements.year.value));
  part("taken").textContent = taken ? `${name}已有 ${desk.elements.year.value} 年的报告，交来的文件会替换它，请先确认。` : "";
}

/** Fill the form from the pasted text. */
function read() {
  acknowledged.clear();
  draft = assemble(desk.elements.pasted.value, DESK.indicators, due());
  const list = (name, items) => part(name).replaceChildren(...items);
  list("mends", draft.to_confirm.map((text) => mendItem(text)));
  part("mends-note").hidden = !draft.to_confirm.length;
  list("fields", Object.entries(DESK.fields).map(([name, label]) => fieldItem(name, label)));
  const proposed = draft.figures.map((figure) => figureItem(draft.body, figure, true));
  const left = draft.unclaimed.map((amount) => figureItem(draft.body, { ...amount, quote: quoteFor(amount) }, false));
  list("figures", [...proposed, ...left].sort((a, b) => a.figure.start - b.figure.start));
  const names = draft.missing.map((figure) => `${figure.name}（${draft.last.year} 年是 ${figure.text}）`);
  part("missing").textContent = names.length ? `上一份报告有、这次没有找到的：${names.join("、")}` : "";
  part("shortcomings").value = draft.shortcomings.join("\n");
  part("commitments").value = draft.commitments.map((one) => one.quote).join("\n");
  list("answers", draft.answers.map((owed) => answerItem(owed)));
  part("owed").hidden = !draft.answers.length;
  part("body").value = draft.body;
  part("rest").hidden = false;
  look();
  part("3").focus();
}

function quoteFor(amount) {
  const amounts = writtenAmounts(draft.body);
  return quoteOf(draft.body, amounts, amount, sentenceAt(sentences(draft.body), amount.start));
}

function mendItem(text) {
  const item = make("li", {}, make("label", {}, make("input", { type: "checkbox" }), ` ${text}`));
  item.text = text;
  return item;
}

function fieldItem(name, label) {
  const isDate = name === "issued" || name === "published";
  const value = name === "issuers" ? draft.issuers.join("、") : (draft[name] ?? "");
  const control = make("input", { type: isDate ? "date" : "text", name, value });
  if (DESK.required.includes(name)) control.required = true;
  return field(label.split("；")[0], control);
}

/** Read the report from the form. */
function report() {
  const text = (name) => desk.elements[name].value.trim() || null;
  const lines = (name) => part(name).value.split("\n").map((line) => line.trim()).filter(Boolean);
  const items = (name) => [...part(name).children];
  const figures = items("figures").map(figureOf).filter(Boolean);
  const claimed = new Set(figures.map((figure) => figure.indicator.id));
  return {
    ...draft,
    ...due(),
    ...Object.fromEntries(Object.keys(DESK.fields).map((name) => [name, text(name)])),
    document_number: text("document_number") && typedBrackets(squeeze(text("document_number"))),
    issuers: (text("issuers") ?? "").split(/[、，,\s]+/).filter(Boolean),
    figures,
    missing: draft.missing.filter((figure) => !claimed.has(figure.id)),
    shortcomings: lines(LINES.shortcomings),
    commitments: lines(LINES.commitments).map((quote, place) => ({ id: `plan-${due().year + 1}-${place + 1}`, quote })),
    answers: items("answers").map(answerOf).filter(Boolean),
    to_confirm: items("mends").filter((item) => !item.querySelector("input").checked).map((item) => item.text),
    body: part("body").value,
  };
}

/** Check the report and show the findings, but not while a reason is being typed: its field would be replaced. */
function look() {
  if (!draft || document.activeElement?.dataset.code) return;
  const found = check(report());
  part("findings").replaceChildren(...found.map((one) => findingItem(one, acknowledged.get(keyOf(one)))));
  const open = found.filter((one) => !acknowledged.has(keyOf(one)));
  const count = (severity) => open.filter((one) => one.severity === severity).length;
  const errors = count("error");
  const rest = `提醒 ${count("warning")} 处，说明 ${count("info")} 处。`;
  part("count").textContent = errors ? `错误 ${errors} 处，改好才能发布；${rest}` : `没有错误；${rest}`;
  part("name").textContent = `保存为 docs/reports/${due().government}/${due().year}.md`;
}

/** Return the reasons for the findings that a report still has; each place is named once. */
function reasonsOf(made) {
  const found = new Map(check(made).map((one) => [keyOf(one), one]));
  return [...found]
    .filter(([key]) => acknowledged.has(key))
    .map(([key, { code, about, for: subject }]) => ({ code, about, subject, reason: acknowledged.get(key) }));
}

function save() {
  const made = report();
  const file = new Blob([fileOf({ ...made, acknowledged: reasonsOf(made) })], { type: "text/markdown;charset=utf-8" });
  const link = make("a", { href: URL.createObjectURL(file), download: `${due().year}.md` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

let waiting = 0;
desk.addEventListener("input", (event) => {
  if (event.target.name === "pasted" || event.target.dataset.code) return;
  clearTimeout(waiting);
  waiting = setTimeout(look, QUIET);
});
desk.addEventListener("change", ({ target }) => {
  if (!target.dataset.code) return;
  if (/\p{L}.*\p{L}/u.test(target.value)) acknowledged.set(target.dataset.code, target.value.trim());
  else acknowledged.delete(target.dataset.code);
  target.blur();
  look();
});
desk.addEventListener("submit", (event) => event.preventDefault());
desk.elements.government.addEventListener("change", offerYear);
desk.elements.year.addEventListener("input", tellTaken);
part("pasted").addEventListener("paste", pasteTable);
part("read").addEventListener("click", read);
part("save").addEventListener("click", save);
begin();
