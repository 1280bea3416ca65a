// The desk page, 4: the likely indicator of each amount. Same rules as drafting/figure_proposals.py.

"use strict";

const CLAUSE_ENDS = "，；：,;。！？、";

/** Propose the figures of a text; also return the other amounts, and last year's indicators that are missing. */
function propose(body, indicators, last) {
  const all = sentences(body);
  const amounts = [...writtenAmounts(body), ...listedNames(body)];
  const scored = scoresOf(body, all, amounts, indicators, last);
  const [taken, used] = [new Map(), new Set()];
  for (const { amount, indicator } of scored) {
    if (taken.has(indicator.id) || used.has(amount.start)) continue;
    used.add(amount.start);
    taken.set(indicator.id, proposalOf(body, all, amounts, amount, indicator));
  }
  const figures = [...taken.values()].sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    figures,
    unclaimed: amounts.filter((amount) => !used.has(amount.start) && !amount.names),
    missing: (last?.figures ?? []).filter((figure) => !taken.has(figure.id)),
  };
}

function writtenAmounts(body) {
  const written = (a) => body.slice(a.start, a.end).split(/\s+/).filter(Boolean).join(" ");
  return findAmounts(body).map((a) => ({ start: a.start, end: a.end, value: written(a), unit: a.unit, names: 0 }));
}

/** Count listed names: 北西村、计庄村 are two villages, though no number is written. */
function listedNames(body) {
  return matches(DESK.rules.names_listed, body).map((match) => {
    const names = match[1].split(/[、和及]/);
    const start = match.index + Math.max(0, names[0].length - names[1].length);
    return { start, end: match.index + match[0].length, value: `${names.length} 个`, unit: "个", names: names.length };
  });
}

function scoresOf(body, all, amounts, indicators, last) {
  const found = [];
  for (const amount of amounts) {
    const [before, after] = around(body, all, amounts, amount);
    for (const indicator of indicators) {
      if (!mayCount(indicator, amount)) continue;
      const score = Math.max(0, ...namesOf(indicator, last).map((name) => nearness(name, before, after)));
      if (score >= DESK.rules.enough) found.push({ score, amount, indicator });
    }
  }
  const byId = (a, b) => (a.indicator.id < b.indicator.id ? -1 : 1);
  return found.sort(
    (a, b) =>
      b.score - a.score ||
      a.amount.names - b.amount.names ||
      a.amount.start - b.amount.start ||
      a.amount.end - b.amount.end ||
      byId(a, b),
  );
}

function mayCount(indicator, amount) {
  if (amount.names) return DESK.rules.counted_units.split(" ").includes(indicator.unit);
  return indicator.accepted_units.includes(amount.unit);
}

function namesOf(indicator, last) {
  const context = last?.figures.find((figure) => figure.id === indicator.id)?.context;
  const names = [indicator.name, ...indicator.aliases].map(squeeze);
  return [...names, ...(context ? [context] : [])].filter((name) => name.length > 1);
}

/** Return the words before and after an amount in its sentence; before, up to the previous amount of its unit. */
function around(body, all, amounts, amount) {
  const sentence = sentenceAt(all, amount.start);
  const ends = amounts.filter((a) => a.unit === amount.unit && a.end <= amount.start).map((a) => a.end);
  const start = Math.max(sentence.start, ...ends);
  const before = tail(squeeze(body.slice(start, amount.start)), DESK.rules.window_before);
  const behind = [...squeeze(body.slice(amount.end, sentence.end))].slice(0, DESK.rules.window_after);
  const stop = behind.findIndex((c) => CLAUSE_ENDS.includes(c));
  return [before, behind.slice(0, stop < 0 ? behind.length : stop).join("")];
}

/** Score a name by its pairs of characters around an amount; nearer pairs score higher. */
function nearness(name, before, after) {
  const pairs = new Set(Array.from({ length: name.length - 1 }, (_, i) => name.slice(i, i + 2)));
  let total = 0;
  for (const pair of pairs) {
    const [near, far] = [before.lastIndexOf(pair), after.indexOf(pair)];
    const left = near >= 0 ? 1 - (before.length - near - 2) / DESK.rules.fade_before : 0;
    const right = far >= 0 ? 1 - far / DESK.rules.fade_after : 0;
    total += Math.max(left, right, 0);
  }
  return total / pairs.size;
}

function proposalOf(body, all, amounts, amount, indicator) {
  const sentence = sentenceAt(all, amount.start);
  const note = body.slice(sentence.start, amount.start).includes(DESK.rules.note) ? DESK.rules.note : null;
  const itself = body.slice(amount.start, amount.end).split(/\s+/).filter(Boolean).join(" ");
  const quote = amount.names ? itself : quoteOf(body, amounts, amount, sentence);
  return { ...amount, indicator, quote, note, counted: Boolean(amount.names) };
}

/** Return the shortest words with the amount that occur once in the text; null if the amount itself does. */
function quoteOf(body, amounts, amount, sentence) {
  const same = amounts.filter((other) => !other.names && squeeze(other.value) === squeeze(amount.value));
  if (same.length < 2) return null;
  let start = amount.start;
  while (start > sentence.start) {
    let clause = sentence.start;
    for (let i = sentence.start; i < start - 1; i += 1) if (CLAUSE_ENDS.includes(body[i])) clause = i + 1;
    start = clause;
    const quote = body.slice(start, amount.end).trim();
    if (placesOfQuote(body, quote).length === 1) return quote;
  }
  return body.slice(sentence.start, sentence.end).trim();
}
