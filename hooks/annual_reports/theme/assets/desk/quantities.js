// The desk page, 2: amounts in running text. Same rules as domain/quantities.py.

"use strict";

const HAN_DIGIT = Object.fromEntries([..."零一二三四五六七八九"].map((han, digit) => [han, digit]));
Object.assign(HAN_DIGIT, { 〇: 0, 两: 2 });
const OPENING_MARKS = "“‘《「『";
const SEPARATORS = /[^\p{L}\p{N}]/u;

/** Fold width and traditional characters; offsets stay the same. */
function foldAmounts(text) {
  const { simplified } = DESK.quantities;
  return foldNumbers(text).replace(/[\u4e00-\u9fff]/g, (c) => simplified[c] ?? c);
}

/** Return the amounts of a text in order: value, unit, qualifier, start and end. */
function findAmounts(text) {
  const folded = foldAmounts(text);
  const rules = DESK.quantities;
  const looks = matches(rules.look_alike, folded).map((match) => [match.index, match.index + match[0].length]);
  const found = [];
  for (const match of matches(rules.amount, folded)) {
    const value = amountValue(match);
    const { minus, over, per } = match.groups;
    const place = match.index + [minus, over, per].join("").length;
    if (value === null || looks.some(([start, end]) => start <= place && place < end)) continue;
    const [before, start] = qualifierInFront(folded, match.index);
    if (counts(folded, match, before)) found.push(amountOf(match, value, before, start));
  }
  return found;
}

/** Parse a text that is one amount and nothing else; null if it is not. */
function parseAmount(text) {
  const folded = foldAmounts(text.trim());
  const before = Object.keys(DESK.quantities.before).find((word) => folded.startsWith(word)) ?? "";
  const rest = folded.slice(before.length).trimStart();
  const match = pattern(`^(?:${DESK.quantities.whole})$`).exec(rest);
  const value = match ? amountValue(match) : null;
  return value === null ? null : amountOf(match, value, before, 0);
}

function amountOf(match, value, before, start) {
  const { groups } = match;
  const rules = DESK.quantities;
  const inside = groups.inside ?? groups.late ?? "";
  const words = rules.inside[inside] ?? rules.before[before] ?? rules.after[groups.after ?? ""];
  const qualifier = words ?? (groups.over ? "over" : "exact");
  const unit = rules.shares[groups.per] ?? groups.unit.replace(/[()/]/g, "").replace(pattern(`^[${rules.raised}]+`), "");
  const end = match.index + match[0].length;
  if (unit === rules.tenths) {
    const ones = groups.tenth ? (HAN_DIGIT[groups.tenth] ?? Number(groups.tenth)) : 0;
    return { value: exact(10 * value + ones), unit: "%", qualifier, start, end };
  }
  return { value, unit, qualifier, start, end };
}

function writtenNumber(match) {
  return match.groups.per ? match.groups.share : match.groups.number;
}

function amountValue(match) {
  const written = writtenNumber(match);
  if (written.length > DESK.quantities.longest_number) return null;
  const number = /^[0-9]/.test(written) ? Number(written.replace(/[,\s]/g, "")) : hanNumber(written);
  const power = match.groups.power ? hanNumber(match.groups.power) : 1;
  return number === null || power === null ? null : exact((match.groups.minus ? -number : number) * power);
}

/** Round away the error of binary fractions: 2.3 × 10000 is 23000. */
function exact(number) {
  return Math.abs(number) < 1e15 ? Number(number.toPrecision(15)) : number;
}

function hanNumber(text) {
  const [whole, decimals = ""] = text.split("点");
  const value = hanInteger(whole);
  if (value === null) return null;
  return Number(`${value}.${[...decimals].map((digit) => HAN_DIGIT[digit]).join("") || 0}`);
}

function hanInteger(text) {
  for (const [sign, power] of [["亿", 10 ** 8], ["万", 10 ** 4]]) {
    const place = text.lastIndexOf(sign);
    if (place < 0) continue;
    const [high, low] = [text.slice(0, place), text.slice(place + 1)];
    const [left, right] = [high ? hanInteger(high) : 1, low ? hanInteger(low) : 0];
    return left === null || right === null ? null : left * power + right;
  }
  const match = pattern(`^(?:${DESK.quantities.han_section})$`).exec(text);
  if (!match) return null;
  const { thousand, hundred, ten, one } = match.groups;
  const places = [[thousand, 1000], [hundred, 100], [ten, 10], [one, 1]];
  return places.reduce((sum, [digit, power]) => sum + (digit === undefined ? 0 : power * (digit ? HAN_DIGIT[digit] : 1)), 0);
}

function qualifierInFront(text, start) {
  const front = text.slice(Math.max(0, start - 8), start).replace(/[ \t\u3000\xa0]+$/, "");
  const word = Object.keys(DESK.quantities.before).find((one) => front.endsWith(one));
  if (!word || DESK.quantities.no_qualifiers.some((one) => front.endsWith(one))) return ["", start];
  return [word, text.lastIndexOf(word, start - word.length)];
}

/** Return true if a number in running text is an amount. Arabic numbers are; Chinese ones are part of many words. */
function counts(text, match, before) {
  const number = writtenNumber(match);
  const { unit, over, inside, late, after, per } = match.groups;
  const rules = DESK.quantities;
  const qualified = Boolean(before || over || inside || late || after);
  if (/^[0-9]/.test(number) || per) return true;
  const inFront = text.slice(Math.max(0, match.index - 1), match.index);
  if (inFront && OPENING_MARKS.includes(inFront)) return false;
  if ("几数".includes(inFront) && inFront && "十百千万".includes(number[0])) return false;
  if ("百千万亿".includes(number[0])) return qualified;
  if (number.length > 1 || qualified) return true;
  if (number === "一") {
    const end = text.slice(match.index + match[0].length)[0] ?? "";
    return rules.one_counts.includes(unit) || (rules.one_counts_at_the_end.includes(unit) && (!end || SEPARATORS.test(end)));
  }
  return !"二零〇".includes(number) && rules.counters.includes(unit);
}
