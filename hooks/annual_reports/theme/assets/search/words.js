// Cuts a text into words as annual_reports/search/words.py does: a Han character, a number, a unit sign, a run of
// other letters. tests/golden/search.json tests both.

const HAN = "[\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}]";
const NO_DATE = "(?!(?:19|20)[0-9]{2}年|[0-9]{1,2}月[0-9])"; // in 2.2024年 the 2. is a paragraph number
const NUMBER = `[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.${NO_DATE}[0-9]+)?`;
const UNIT = "[%‰℃\\u3300-\\u33ff]";
const WORD = new RegExp(`${HAN}|${NUMBER}|${UNIT}|(?:(?!${HAN}|${UNIT}|[0-9])[\\p{L}\\p{N}])+`, "gu");
const HAN_DIGITS = "一二三四五六七八九〇";
const HAN_NUMBER = new RegExp(`[${HAN_DIGITS}][${HAN_DIGITS}o0零]+(?![0-9a-z])`, "gu");
const DOTS = "·•‧∙・･"; // 4·15 is one word, like 4.15
const NO_PART_OF_A_NUMBER = "，：；！？";
const LAST_WITH_CASE = 0x2000;

/** Map every character that is compared as another one: case, width, and variants of Han characters. */
export function foldsOf(hanForms) {
  const folds = new Map();
  for (let code = 0; code < LAST_WITH_CASE; code++) {
    const letter = String.fromCharCode(code);
    const lower = letter.toLowerCase();
    if (lower.length === 1 && lower !== letter) folds.set(letter, lower);
  }
  for (let code = 0xff01; code <= 0xff5e; code++) {
    const wide = String.fromCharCode(code);
    const half = String.fromCharCode(code - 0xfee0);
    if (!NO_PART_OF_A_NUMBER.includes(wide)) folds.set(wide, folds.get(half) ?? half);
  }
  for (const dot of DOTS) folds.set(dot, ".");
  const forms = [...hanForms];
  for (let i = 0; i < forms.length; i += 2) folds.set(forms[i], forms[i + 1]);
  return folds;
}

/** Cut a text into words with their offsets: [{ word, start, end }]. */
export function cut(text, folds) {
  let folded = "";
  for (let i = 0; i < text.length; i++) folded += folds.get(text[i]) ?? text[i];
  folded = folded.replace(HAN_NUMBER, (number) => number.replace(/[o0零]/g, "〇")); // 二O二四年
  return Array.from(folded.matchAll(WORD), ({ 0: found, index }) => ({
    word: isNumber(found) ? found.replaceAll(",", "") : found,
    start: index,
    end: index + found.length,
  }));
}

/** Return the words only. */
export function words(text, folds) {
  return cut(text, folds).map(({ word }) => word);
}

export function isLatin(word) {
  return /^[a-zü]+$/.test(word);
}

export function isNumber(word) {
  return word[0] >= "0" && word[0] <= "9";
}
