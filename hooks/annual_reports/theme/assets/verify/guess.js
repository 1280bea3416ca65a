// Guesses which report a text is.

import { canonical } from "./text.js";

const BETWEEN = 24; // characters between a government's name and a year in a title

/** Return the reports that a text names, as government, year and name; the one named most often first. */
export function guesses(text, [governments, years]) {
  const whole = canonical(text);
  const named = optionsIn(governments, whole);
  const pairs = named.flatMap((government) => optionsIn(years, whole).map((year) => pair(government, year, whole)));
  return pairs.sort((one, other) => other.count - one.count);
}

function optionsIn(select, whole) {
  return Array.from(select.options).filter((option) => whole.includes(canonical(option.text).replace(/年$/, "")));
}

function pair(government, year, whole) {
  const [name, number] = [canonical(government.text), year.value];
  return {
    government: government.value,
    year: year.value,
    name: government.text + year.text,
    count: countOf(whole, name, number),
  };
}

/** Count the places where a name is followed by a number. */
function countOf(whole, name, number) {
  const behind = whole.split(name).slice(1);
  return behind.filter((words) => words.slice(0, BETWEEN).includes(number)).length;
}
