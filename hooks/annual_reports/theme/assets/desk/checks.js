// The desk page, 8: check the report in the form against its text and last year's report.
// Same rules as sources/report_claims.py, sources/text_checks.py, checks/particulars.py and checks/figures.py.

"use strict";

const [FACTOR, SMALLEST] = [5, 10];
const LONGEST_MARGIN = 64; // characters on both sides by which a quotation is made longer until it stands once

/** Return every finding on a report, errors first. */
function check(report) {
  const found = [
    ...headerFindings(report),
    ...report.figures.flatMap((figure) => figureFindings(figure, report)),
    ...quoteFindings(report),
    ...proofread(report.body, report.year).map((r) => finding(r.code, r.facts, r.start)),
    ...report.to_confirm.map((text) => finding("unconfirmed", { found: text })),
    ...unclaimedFindings(report),
  ];
  const order = ["error", "warning", "info"];
  return found
    .map((one) => ({ ...one, about: subjectOf(one, report.body) }))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.place - b.place);
}

/** Return what a finding is about: a figure's name, a quotation that stands once in the body, or nothing. */
function subjectOf(one, body) {
  if (one.for === "figure") return one.facts.key;
  if (one.for !== "place") return "";
  const end = one.place + String(one.facts.found ?? "").length + 1;
  for (let margin = 4; margin <= LONGEST_MARGIN; margin *= 2) {
    const quote = body.slice(Math.max(0, one.place - margin), end + margin).replace(/\s+/g, " ").trim();
    if (placesOfQuote(body, quote).length === 1) return quote;
  }
  return "";
}

function headerFindings(report) {
  const found = [];
  for (const key of DESK.required) {
    const value = report[key];
    if (!value?.length) found.push(finding("missing-key", { key: DESK.fields[key], example: "请填写" }));
  }
  if (!report.body.trim()) found.push(finding("empty-body"));
  const years = [...(report.title ?? "").matchAll(/(?<!\d)((?:19|20)\d{2})\s?年/g)].map((match) => Number(match[1]));
  if (years.length && !years.includes(report.year)) {
    found.push(finding("title-year", { found: years[0], year: report.year }));
  }
  if (report.document_number && !/^[\p{L}\p{N}]+〔\d{4}〕[1-9]\d*号$/u.test(report.document_number)) {
    found.push(finding("bad-document-number", { found: report.document_number }));
  }
  if (report.issued && report.published && report.published < report.issued) found.push(finding("published-before-issued", report));
  for (const match of report.body.matchAll(/<(?:\/?[a-zA-Z][a-zA-Z0-9]*(?:[\s/][^<>\n]{0,40})?>|!--(?:[^<>\n]{0,40}-->)?)/g)) {
    found.push(finding("html-in-body", { found: match[0] }, match.index));
  }
  return found;
}

function figureFindings(figure, report) {
  const facts = { found: figure.value, key: figure.indicator.name };
  const amount = parseAmount(figure.value);
  if (!amount) return [finding("bad-amount", facts)];
  const found = placeFindings(figure, report.body, facts);
  if (report.figures.find((other) => other.indicator.id === figure.indicator.id) !== figure) {
    found.push(finding("indicator-twice", { found: figure.indicator.name, other: figure.indicator.name }));
  }
  if (!figure.indicator.accepted_units.includes(amount.unit)) {
    const known = figure.indicator.accepted_units.join("、");
    found.push(finding("unit-not-accepted", { ...facts, found: amount.unit, known }));
  }
  const before = report.last?.figures.find((other) => other.id === figure.indicator.id);
  return before?.comparable ? [...found, ...stepFindings(before, figure, amount, report.last.year)] : found;
}

function placeFindings(figure, body, facts) {
  if (figure.quote && placesOfQuote(body, figure.quote).length !== 1) {
    const times = placesOfQuote(body, figure.quote).length;
    return [finding(times ? "quote-ambiguous" : "quote-not-in-body", { found: figure.quote, times, nearest: "" })];
  }
  if (figure.counted) return figure.quote ? [] : [finding("counted-without-quote", facts)];
  const within = figure.quote ?? body;
  const same = findAmounts(within).filter((a) => squeeze(within.slice(a.start, a.end)) === squeeze(figure.value));
  const times = same.length || placesOfQuote(within, figure.value).length * Number(!findAmounts(figure.value).length);
  if (times === 1) return [];
  if (times) return [finding("figure-ambiguous", { ...facts, times })];
  return [finding(figure.quote ? "amount-not-in-quote" : "figure-not-in-body", { ...facts, nearest: "" })];
}

function stepFindings(before, figure, amount, year) {
  const facts = { key: figure.indicator.name, year, found: figure.value, before: before.text };
  const same = ["value", "unit", "qualifier"].every((part) => before[part] === amount[part]);
  const usual = amount.unit === "%" ? [0, 100].includes(amount.value) : amount.value < SMALLEST;
  if (same && !(Number.isInteger(amount.value) && usual)) return [finding("value-unchanged", facts)];
  const [low, high] = [before.value, amount.value].sort((a, b) => a - b);
  const jump = high >= SMALLEST && low > 0 && low * FACTOR < high && amount.unit !== "%";
  return jump ? [finding("value-jump", facts)] : [];
}

function quoteFindings(report) {
  const answered = report.answers.filter((answer) => answer.quote).map((answer) => answer.quote);
  const quotes = [...report.shortcomings, ...report.commitments.map((c) => c.quote), ...answered];
  return quotes.flatMap((quote) => {
    const times = placesOfQuote(report.body, quote).length;
    if (times === 1) return [];
    return [finding(times ? "quote-ambiguous" : "quote-not-in-body", { found: quote, times, nearest: "" })];
  });
}

function unclaimedFindings(report) {
  const claimed = new Set(report.figures.filter((f) => !f.counted).map((f) => squeeze(f.value)));
  const free = findAmounts(report.body).filter((a) => !claimed.has(squeeze(report.body.slice(a.start, a.end))));
  const found = free.map((a) => report.body.slice(a.start, a.end)).join("、");
  return free.length ? [finding("amount-unclaimed", { count: free.length, found }, free[0].start)] : [];
}
