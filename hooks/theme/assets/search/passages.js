// Where a page's text has the terms of a query, and the sentences to show.

import { cut } from "./words.js";

const BEFORE = 30; // characters of a long sentence that are shown before a match
const LONGEST = 110; // characters of a sentence that are shown

/**
 * Where a page has the terms.
 *
 * Returns { has, title, passages }: the numbers of the terms that it has, the title's marks, and the
 * sentences that have any, best first: { heading, anchor, text, marks }.
 */
export function lookInto(sections, terms, folds) {
  const has = new Set();
  const passages = [];
  let title = { text: "", marks: [] };
  sections.forEach(([heading, lines], number) => {
    for (const line of lines) {
      const text = textOf(line);
      const marks = marksIn(text, terms, folds);
      for (const { term } of marks) has.add(term);
      if (number === 0) title = { text, marks };
      else if (marks.length) passages.push(...shown(line, marks, heading));
    }
  });
  passages.sort((a, b) => b.terms - a.terms); // stable: else in the order of the text
  return { has, title, passages };
}

/** A line is a list: address, text, address, text. */
export function textOf(line) {
  return line.filter((_, i) => i % 2).join("");
}

/** The places of all terms in a text: [{ start, end, term }], in order. */
function marksIn(text, terms, folds) {
  const all = cut(text, folds);
  const marks = [];
  terms.forEach((term, number) => {
    for (let i = 0; i + term.length <= all.length; i++) {
      if (!term.every((word, n) => all[i + n].word === word)) continue;
      marks.push({ start: all[i].start, end: all[i + term.length - 1].end, term: number });
    }
  });
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The pieces of a line in which marks begin, each with what is marked in it. */
function shown(line, marks, heading) {
  const pieces = [];
  let start = 0;
  for (let i = 0; i < line.length; i += 2) {
    const end = start + line[i + 1].length;
    const here = marks.filter((mark) => mark.start >= start && mark.start < end);
    if (here.length) pieces.push(passage(textOf(line), line[i], [start, end], here, heading));
    start = end;
  }
  return pieces;
}

/** One sentence, cut to what is around its first match. What is found may reach into the next one. */
function passage(text, anchor, [start, end], marks, heading) {
  const last = Math.max(end, marks[0].end);
  const from = last - start > LONGEST ? Math.max(start, marks[0].start - BEFORE) : start;
  const to = Math.min(last, Math.max(from + LONGEST, marks[0].end));
  return {
    heading,
    anchor,
    text: (from > start ? "…" : "") + text.slice(from, to) + (to < last ? "…" : ""),
    marks: marks
      .filter((mark) => mark.end <= to)
      .map((mark) => ({ start: mark.start - from + (from > start), end: mark.end - from + (from > start) })),
    terms: new Set(marks.map((mark) => mark.term)).size,
  };
}
