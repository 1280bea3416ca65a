// Matches of a query in a page's text, and the sentences to show.

import { cut } from "./words.js";

const BEFORE = 30; // characters shown before a match in a long sentence
const LONGEST = 110; // characters shown of a sentence

/**
 * Find the terms in the sections of a page.
 *
 * Return { has, title, passages }: the indexes of the terms that occur, the title with its marks, and the
 * sentences with a term, best first: { heading, anchor, text, marks }.
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
  passages.sort((a, b) => b.terms - a.terms); // stable, so equal ones stay in text order
  return { has, title, passages };
}

/** Join the texts of a line, which is a list: anchor, text, anchor, text. */
export function textOf(line) {
  return line.filter((_, i) => i % 2).join("");
}

/** Return the spans of all terms in a text, in order: [{ start, end, term }]. */
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

/** Return the pieces of a line in which marks begin, each with its marks. */
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

/** Cut a sentence around its first match; the match may reach into the next sentence. */
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
