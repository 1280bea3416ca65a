// The desk page, 6: mistakes that the text alone shows. Same rules as the package proofreading, without sums and
// rates, which only proofreading/arithmetic.py recalculates.

"use strict";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const HAN_ORDER = "零一二三四五六七八九十";
const remark = (code, start, facts) => ({ code, start, facts });

/** Return the remarks on a text; `year` is the report's. */
function proofread(text, year) {
  const folded = foldWidth(text);
  const rules = DESK.proofreading;
  return [
    ...personalData(text, folded, rules),
    ...leftovers(text, folded, rules),
    ...doubledWords(text, folded, rules),
    ...damagedRanges(folded, rules),
    ...cutSentences(text, folded, rules),
    ...unbalancedPairs(text, folded, rules),
    ...brokenSequences(folded, rules),
    ...missingItems(text, rules),
    ...earlierYears(folded, year, rules),
  ];
}

// Personal data: the rules of proofreading/privacy.yml, which says what their keys mean.

const BEFORE = 40; // characters of the same line before a place that may tell what it is
const LONG = 10; // characters from which a remark shows three at each end, else one

function personalData(text, folded, rules) {
  const numbers = foldNumerals(folded, rules.personal_data);
  const [found, taken] = [[], []];
  for (const rule of rules.personal_data.rules) {
    for (const [start, end] of personalSpans(rule, numbers, folded)) {
      if (taken.some(([a, b]) => start < b && a < end)) continue;
      taken.push([start, end]);
      const facts = { found: masked(text.slice(start, end)), kind: rule.kind ?? "" };
      if (rule.code) found.push(remark(rule.code, start, facts));
    }
  }
  return found;
}

/** Replace three or more Chinese numerals by digits; offsets stay the same. */
function foldNumerals(folded, { numerals, gap }) {
  const inARow = pattern(`(?:[${Object.keys(numerals).join("")}]${gap}){3,}`);
  return folded.replace(inARow, (signs) => [...signs].map((sign) => numerals[sign] ?? sign).join(""));
}

function personalSpans(rule, numbers, folded) {
  const spans = [];
  const search = (from) => {
    const searched = pattern(rule.pattern);
    searched.lastIndex = from;
    return searched.exec(numbers);
  };
  for (let match = search(0); match; ) {
    const [start, end] = [match.index, match.index + match[0].length];
    const meant = isMeant(rule, match, folded);
    if (meant) spans.push([start, end]);
    match = search(meant ? end : start + 1);
  }
  return spans;
}

function isMeant({ check, after, not_after: notAfter }, match, folded) {
  const digits = match[0].replace(/[^0-9Xx]/g, "");
  if (check === "identity" && !isIdentityNumber(digits)) return false;
  if (check === "card" && !isCardNumber(digits)) return false;
  const line = match.index ? folded.lastIndexOf("\n", match.index - 1) + 1 : 0;
  const before = tail(folded.slice(line, match.index), BEFORE);
  return (!after || pattern(after).test(before)) && !(notAfter && pattern(notAfter).test(before));
}

function isIdentityNumber(digits) {
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
  return "10X98765432"[total % 11] === digits[17].toUpperCase();
}

function isCardNumber(digits) {
  const values = [...digits].reverse().map((digit, place) => (place % 2 ? 2 * digit : Number(digit)));
  return values.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
}

function masked(text) {
  const signs = [...text];
  const shown = signs.length >= LONG ? 3 : 1;
  const [first, last] = [signs.slice(0, shown), signs.slice(-shown)];
  return [...first, "*".repeat(signs.length - 2 * shown), ...last].join("");
}

// What was left by mistake.

function leftovers(text, folded, rules) {
  return Object.entries(rules.leftovers).flatMap(([code, source]) =>
    matches(source, folded).map((match) =>
      remark(code, match.index, { found: text.slice(match.index, match.index + match[0].length) }),
    ),
  );
}

// Mistakes of writing and of copying.

function doubledWords(text, folded, rules) {
  const allowed = rules.may_be_doubled.split(" ");
  return rules.doubled.flatMap((source) =>
    matches(source, folded)
      .filter((match) => !allowed.includes(match[1]))
      .map((match) => remark("doubled-word", match.index, { found: text.slice(match.index, match.index + match[0].length) })),
  );
}

function damagedRanges(folded, rules) {
  return matches(rules.range_without_dash, folded).map((match) =>
    remark("range-without-dash", match.index, {
      found: match[0],
      expected: `${match[0].slice(0, 4)}—${match[0].slice(4)}`,
    }),
  );
}

/** Split a folded text into paragraphs with their offsets. */
function blocksOf(folded) {
  const ends = [...folded.matchAll(/\n[^\S\n]*(?=\n)/g)].map((match) => match.index);
  let start = 0;
  return [...ends, folded.length].flatMap((end) => {
    const block = folded.slice(start, end);
    const place = start + block.length - block.trimStart().length;
    start = end;
    return block.trim() ? [{ start: place, text: block.trim() }] : [];
  });
}

function cutSentences(text, folded, rules) {
  let attached = false;
  const isAttached = ({ text: block }) => {
    attached = pattern(rules.attachments).test(block) && (attached || block.startsWith("附件"));
    return attached;
  };
  return blocksOf(folded)
    .filter((block) => !isAttached(block))
    .filter((block) => !/^(?:#|\||[-*] )/.test(block.text) && !pattern(rules.sentence_end).test(block.text))
    .filter((b) => size(b.text) > rules.longest_without_end || pattern(rules.never_at_the_end).test(b.text))
    .map((block) => {
      const end = block.start + block.text.length;
      const found = tail(text.slice(block.start, end), 10);
      return remark("cut-sentence", end - tail(found, 1).length, { found });
    });
}

function unbalancedPairs(text, folded, rules) {
  const pairs = Object.fromEntries(rules.pairs.split(" ").map((pair) => [pair[0], pair[1]]));
  return blocksOf(folded).flatMap((block) =>
    unpaired(block.text, pairs, rules).map((place) =>
      remark("unbalanced-pair", block.start + place, {
        found: text.slice(block.start + Math.max(0, place - 4), block.start + place + 5),
      }),
    ),
  );
}

function unpaired(block, pairs, rules) {
  const [stillOpen, alone] = [[], []];
  const closing = new Set(Object.values(pairs));
  for (let place = 0; place < block.length; place += 1) {
    const sign = block[place];
    if (pairs[sign]) stillOpen.push([pairs[sign], place]);
    else if (closing.has(sign)) {
      const numbered = () => pattern(rules.closing_of_a_number).test(block.slice(Math.max(0, place - 3), place));
      if (stillOpen.at(-1)?.[0] === sign) stillOpen.pop();
      else if (!(sign === ")" && numbered())) alone.push(place);
    }
  }
  return [...alone, ...stillOpen.map(([, place]) => place)].sort((a, b) => a - b);
}

function brokenSequences(folded, rules) {
  return rules.sequences.flatMap((source) => brokenSequence(folded, source));
}

function brokenSequence(folded, source) {
  const [found, last] = [[], []];
  for (const match of matches(source, folded)) {
    const written = match.slice(1).findLast(Boolean);
    const number = ordinal(written);
    if (number < 1) continue;
    const expected = last.length ? last.at(-1) + 1 : 1;
    while (number > 1 && last.length && last.at(-1) !== number - 1) last.pop();
    if (number > 1 && !last.length) {
      const place = match.index + match[0].lastIndexOf(written);
      found.push(remark("broken-sequence", place, sequenceFacts(folded, match, written, place, expected)));
    }
    if (number > 1) last.splice(-1, 1, number);
    else last.push(1);
  }
  return found;
}

function sequenceFacts(folded, match, written, place, expected) {
  const start = place - (folded[place - 1] === "(" ? 1 : 0);
  const found = folded.slice(start, match.index + match[0].length);
  const wanted = HAN_ORDER.includes(written[0]) ? han(expected) : String(expected);
  return { found, expected: found.replaceAll(written, wanted) };
}

function ordinal(text) {
  if (text === "首先") return 1;
  if (/^[0-9]+$/.test(text)) return Number(text);
  if (!text.includes("十")) return HAN_ORDER.indexOf(text);
  const place = text.lastIndexOf("十");
  const [tens, ones] = [text.slice(0, place), text.slice(place + 1)];
  return 10 * (tens ? HAN_ORDER.indexOf(tens) : 1) + (ones ? HAN_ORDER.indexOf(ones) : 0);
}

function han(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  return (tens > 1 ? HAN_ORDER[tens] : "") + (tens ? "十" : "") + (ones ? HAN_ORDER[ones] : "");
}

// Items that the regulation requires, and text left over from an earlier year.

function missingItems(text, rules) {
  const squeezed = squeeze(text);
  if (size(squeezed) < rules.shortest_report) return [];
  return Object.entries(rules.statutory_items)
    .filter(([, words]) => !words.split(" ").some((word) => squeezed.includes(word)))
    .map(([item]) => remark("item-missing", 0, { item }));
}

function earlierYears(folded, year, rules) {
  return rules.earlier_years.flatMap((source) =>
    matches(source, folded)
      .filter((match) => year && Number(match[1]) < year)
      .map((match) => remark("earlier-year-left", match.index, { found: match[0], year })),
  );
}
