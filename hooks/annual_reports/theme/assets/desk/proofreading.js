// The desk page, 7: mistakes that the text alone shows. Same rules as the package proofreading, without sums and
// rates, which only proofreading/arithmetic.py recalculates.

"use strict";

const HAN_ORDER = "零一二三四五六七八九十";

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
