// The desk page, 5: the report's file. Same output as drafting/report_writer.py.

"use strict";

const PLAIN = /^[\p{L}\p{N}_（）《》“”〔〕，。、；！？·—％%/ .()-]+$/u;
const NOT_PLAIN = /^(?:[-?.%\s]|.*\s$|~$|(?:null|true|false|yes|no|on|off)$|[-+.\d_:]+$|.*\s-\s)/iu;

/** Write a text as YAML: plain where that is safe, else in quotation marks. */
function scalar(text) {
  if (text === null || text === undefined) return "null";
  return PLAIN.test(text) && !NOT_PLAIN.test(text) ? text : JSON.stringify(text);
}

/** Make a draft report with its figures from a pasted text. */
function assemble(text, indicators, due) {
  const made = draftOf(text);
  if (!made.issuers.length && due.last) {
    made.issuers = [...due.last.issuers];
    made.to_confirm.push(`没有认出发文机关，照上一份报告填了：${made.issuers.join("、")}`);
  }
  const proposals = propose(made.body, indicators, due.last);
  for (const figure of proposals.figures) {
    if (figure.counted) made.to_confirm.push(`按列举计数，是 ${figure.value}：${figure.quote}`);
  }
  const shortcomings = shortcomingsOf(made.body);
  const plans = plansOf(made.body);
  if (!shortcomings.length) made.to_confirm.push("没有认出不足，请照原文摘录；原文没有写的不填");
  if (!plans.length) made.to_confirm.push("没有认出安排，请照原文摘录；原文没有写的不填");
  return {
    ...made,
    ...proposals,
    government: due.government,
    year: due.year,
    last: due.last,
    index_number: null,
    published: null,
    shortcomings,
    commitments: plans.map((quote, place) => ({ id: `plan-${due.year + 1}-${place + 1}`, quote })),
    answers: due.owed.map((owed) => ({ ...owed, status: null, quote: null })),
  };
}

/** Return the whole file. */
function fileOf(report) {
  const header = [
    `title: ${scalar(report.title)}`,
    `year: ${report.year}`,
    `government: ${report.government}`,
    `issuers: [${report.issuers.map(scalar).join(", ")}]`,
    `letterhead: ${scalar(report.letterhead)}`,
    `document_number: ${scalar(report.document_number)}`,
    `index_number: ${scalar(report.index_number)}`,
    `issued: ${report.issued ?? "null"}`,
    ...(report.signature.length ? [`signature: [${report.signature.map(scalar).join(", ")}]`] : []),
    report.published ? `published: ${report.published}` : "published: null  # 发布以后填发布日期",
    ...figureLines(report),
    ...listLines("shortcomings", report.shortcomings, (quote) => [`  - quote: ${scalar(quote)}`]),
    ...listLines("commitments", report.commitments, ({ id, quote }) => [`  - id: ${id}`, `    quote: ${scalar(quote)}`]),
    ...answerLines(report.answers),
    ...confirmLines(report.to_confirm),
    ...acknowledgedLines(report.acknowledged ?? []),
  ];
  return ["---", ...header, "---", "", report.body].join("\n");
}

function figureLines(report) {
  const figures = report.figures.flatMap(({ indicator, value, quote, note, counted }) => {
    const reasons = (report.acknowledged ?? []).filter((one) => one.subject === "figure" && one.about === indicator.name);
    if (!quote && !note && !counted && !reasons.length) return [`  ${scalar(indicator.name)}: ${scalar(value)}`];
    return [
      `  ${scalar(indicator.name)}:`,
      `    value: ${scalar(value)}`,
      ...(quote ? [`    quote: ${scalar(quote)}`] : []),
      ...(note ? [`    note: ${scalar(note)}`] : []),
      ...(counted ? ["    counted: true"] : []),
      ...(reasons.length ? ["    acknowledged:"] : []),
      ...reasons.map(({ code, reason }) => `      ${code}: ${scalar(reason)}`),
    ];
  });
  const missing = report.missing.map(
    (figure) => `  # ${figure.name}：${report.last.year} 年是 ${figure.text}，本年正文里没有找到`,
  );
  return [figures.length ? "figures:" : "figures: {}", ...figures, ...missing];
}

function listLines(key, items, lines) {
  return items.length ? [`${key}:`, ...items.flatMap(lines)] : [`${key}: []`];
}

function answerLines(answers) {
  if (!answers.length) return [];
  return [
    "answers:  # status 填 done、partly、not-done 或 carried-over；正文没有回应的，删去那一项",
    ...answers.flatMap((answer) => [
      `  # ${answer.year} 年的安排：${answer.asked}`,
      `  ${answer.id}: {status: ${answer.status ?? "null"}, quote: ${scalar(answer.quote)}}`,
    ]),
  ];
}

function acknowledgedLines(reasons) {
  const ofReport = reasons.filter(({ subject }) => subject === "report");
  const ofPlaces = reasons.filter(({ subject }) => subject === "place");
  const lines = [
    ...ofReport.map(({ code, reason }) => `  ${code}: ${scalar(reason)}`),
    ...[...new Set(ofPlaces.map(({ code }) => code))].flatMap((code) => [
      `  ${code}:`,
      ...ofPlaces
        .filter((one) => one.code === code)
        .flatMap(({ about, reason }) => [`    - quote: ${JSON.stringify(about)}`, `      reason: ${scalar(reason)}`]),
    ]),
  ];
  return lines.length ? ["acknowledged:", ...lines] : [];
}

function confirmLines(items) {
  if (!items.length) return [];
  const lines = items.map((item) => `  - ${scalar(item.replaceAll("<", "＜").replaceAll(">", "＞"))}`);
  return ["to_confirm:  # 对照签发的原件，核对一处删一行；全部删完才能发布", ...lines];
}
