// The desk page, 4: the likely indicator of each amount, by the wording of the indicators near it. It looks at less than
// drafting/figure_proposals.py: plans are left out by their section alone, and of several numbers it chooses none.

"use strict";

const CLAUSE_ENDS = "，；：,;。！？、";

/** Propose the figures of a text; also return the other amounts, and last year's indicators that are missing. */
function propose(body, indicators, last) {
  const all = sentences(body);
  const amounts = [...writtenAmounts(body), ...listedNames(body)];
  const planned = blocksAbout(body, "about_plans");
  const found = new Map();
  for (const amount of amounts) {
    if (planned.some((block) => block.includes(sentenceAt(all, amount.start).text))) continue;
    for (const indicator of indicatorsOf(body, all, amounts, amount, indicators)) {
      found.set(indicator, [...(found.get(indicator) ?? []), amount]);
    }
  }
  const sure = [...found].filter(([, of]) => of.every((amount) => squeeze(amount.value) === squeeze(of[0].value)));
  const figures = sure.map(([indicator, of]) => proposalOf(body, all, amounts, of[0], indicator));
  const used = new Set(sure.flatMap(([, of]) => of.map((amount) => amount.start)));
  const named = new Set(sure.map(([indicator]) => indicator.id));
  return {
    figures: figures.sort((a, b) => a.start - b.start || a.end - b.end),
    unclaimed: amounts.filter((amount) => !used.has(amount.start) && !amount.names),
    missing: (last?.figures ?? []).filter((figure) => !named.has(figure.id)),
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

/** Return the indicator whose words stand nearest to an amount; of rates, all that are named: 参考率、合格率均为100%. */
function indicatorsOf(body, all, amounts, amount, indicators) {
  const words = around(body, all, amounts, amount);
  const fitting = indicators
    .filter((indicator) => mayCount(indicator, amount))
    .filter(({ never }) => !(never && pattern(never).test(`${words[0]}\n${words[1]}`)))
    .map((indicator) => ({ indicator, distance: Math.min(...indicator.wording.map((way) => distanceOf(way, words))) }))
    .filter(({ distance }) => distance <= DESK.rules.farthest_word)
    .sort((a, b) => a.distance - b.distance);
  return (amount.unit === "%" ? fitting : fitting.slice(0, 1)).map(({ indicator }) => indicator);
}

function mayCount(indicator, amount) {
  if (amount.names) return DESK.rules.counted_units.split(" ").includes(indicator.unit);
  return indicator.accepted_units.includes(amount.unit);
}

/** Return the words of an amount's clause, right behind it, and before the clause in the paragraph, squeezed. */
function around(body, all, amounts, amount) {
  const sentence = sentenceAt(all, amount.start);
  const before = body.slice(sentence.start, amount.start);
  const marks = [...before.matchAll(/[，；：,;:]/g)].map((match) => sentence.start + match.index + 1);
  const ends = amounts.filter((a) => a.end <= amount.start && a.end > sentence.start).map((a) => a.end);
  const start = Math.max(sentence.start, ...marks, ...ends);
  const behind = squeeze(/^[^，；：,;:。！？、（）()\d]*/u.exec(body.slice(amount.end, sentence.end))[0]);
  const paragraph = body.lastIndexOf("\n", start) + 1;
  const words = (from, to) => squeeze(body.slice(from, to)).replace(pattern(DESK.rules.asides), "");
  return [words(start, amount.start), behind, words(paragraph, start)];
}

/** Return how far the words of one way to name an indicator stand from the amount; infinite if one is missing. */
function distanceOf(way, [clause, behind, earlier]) {
  const near = `${clause}\n${behind}`;
  const present = (source, text) => pattern(source).test(text);
  if (way.never && present(way.never, near)) return Infinity;
  if (!way.near.every((words) => present(words, near))) return Infinity;
  if (!way.earlier.every((words) => present(words, earlier + near))) return Infinity;
  const ends = way.near.flatMap((words) => matches(words, clause).map((match) => match.index + match[0].length));
  const far = way.earlier.map((words) => earlier.length - Math.max(0, ...matches(words, earlier).map((m) => m.index)));
  const distance = behind && !ends.length ? 0 : clause.length - Math.max(...ends);
  return distance + Math.max(0, ...far) / 10000; // of words that stand earlier, the nearest decide between equals
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
