// The desk page, 9: elements of the form.

"use strict";

/** Make an element with its attributes and children. Pasted text never becomes markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Make a labelled field. */
function field(label, control) {
  return make("label", { class: "ar-desk__field" }, make("span", {}, label), control);
}

function choice(options, chosen) {
  const made = options.map(([value, name]) => new Option(name, value, false, value === chosen));
  return make("select", {}, ...made);
}

/** Show the clause around an amount, with the amount marked. */
function clauseOf(body, figure) {
  const sentence = sentenceAt(sentences(body), figure.start);
  const from = Math.max(sentence?.start ?? 0, figure.start - 40);
  const to = Math.min(sentence?.end ?? body.length, figure.end + 20);
  return make(
    "span",
    { class: "ar-desk__clause" },
    (from > (sentence?.start ?? 0) ? "…" : "") + body.slice(from, figure.start),
    make("mark", {}, body.slice(figure.start, figure.end)),
    body.slice(figure.end, to) + (to < (sentence?.end ?? to) ? "…" : ""),
  );
}

/** Make the row of an amount: publish or not, indicator, value, note. */
function figureItem(body, figure, ticked) {
  const tick = make("input", { type: "checkbox", checked: ticked, name: "use", "aria-label": `公布 ${figure.value}` });
  const known = DESK.indicators.filter((i) => i.accepted_units.includes(figure.unit) || i.id === figure.indicator?.id);
  const indicator = choice(known.map((i) => [i.id, i.name]), figure.indicator?.id);
  indicator.name = "indicator";
  const value = make("input", { type: "text", name: "value", value: figure.value, size: "12" });
  const note = make("input", { type: "text", name: "note", value: figure.note ?? "", size: "16" });
  const item = make(
    "li",
    { class: "ar-desk__figure" },
    make("label", { class: "ar-desk__tick" }, tick, make("span", {}, "公布")),
    field("指标", indicator),
    field("数量", value),
    field("原文附注", note),
    clauseOf(body, figure),
    figure.counted ? make("small", {}, `按列举计数：${figure.quote}`) : null,
  );
  if (!known.length) {
    tick.disabled = true;
    item.append(make("small", {}, "没有按这个单位计的指标，要公布请先请管理员登记"));
  }
  item.figure = figure;
  return item;
}

/** Read the figure from its row; null if it is not to be published. */
function figureOf(item) {
  const get = (name) => item.querySelector(`[name="${name}"]`);
  if (!get("use").checked) return null;
  const { quote, counted, start, end } = item.figure;
  const indicator = DESK.indicators.find((one) => one.id === get("indicator").value);
  return { indicator, value: get("value").value.trim(), note: get("note").value.trim() || null, quote, counted, start, end };
}

function answerItem(owed) {
  const status = choice([["", "没有回应"], ...Object.entries(DESK.statuses)], "");
  status.name = "status";
  const quote = make("input", { type: "text", name: "quote", size: "40" });
  const item = make(
    "li",
    {},
    make("p", {}, `${owed.year} 年的安排：${owed.asked}`),
    field("完成情况", status),
    field("正文里的话", quote),
  );
  item.owed = owed;
  return item;
}

function answerOf(item) {
  const get = (name) => item.querySelector(`[name="${name}"]`).value.trim();
  return get("status") ? { ...item.owed, status: get("status"), quote: get("quote") || null } : null;
}

/** Make the row of a finding; a warning has a field for the reason to accept it. */
/** Return the key of a reason: a code and what it is about. */
function keyOf(one) {
  return `${one.code} ${one.about}`;
}

function findingItem(one, reason) {
  const name = reason ? "已说明" : DESK.severities[one.severity];
  const item = make(
    "li",
    { class: `ar-desk__finding ar-desk__finding--${one.severity}` },
    make("strong", {}, `${name} `),
    `${one.message}。${one.hint}`,
  );
  if (one.for && (one.severity !== "info") && (one.about || one.for === "report")) {
    const input = make("input", { type: "text", size: "24", value: reason ?? "", "data-code": keyOf(one) });
    item.append(field("核对属实的，写理由", input));
  }
  return item;
}
