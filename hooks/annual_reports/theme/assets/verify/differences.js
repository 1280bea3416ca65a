// Differences of two texts in canonical form.

const AROUND = 12; // characters shown before and after a difference
const SHORTEST = 4; // characters of an equal part between two differences
const LARGEST_TABLE = 16_000_000; // cells; longer texts are compared from both ends only

/** Return the differences from a published text to a given one, in their order; none if they are the same. */
export function differences(published, given) {
  const [a, b] = [clauses(published), clauses(given)];
  const spans = inCharacters(changedRuns(a, b), a, b);
  return joined(spans).flatMap((span) => narrowed(span, published, given));
}

/** Return the number of characters that differ on one side. */
export function sizeOf(found, side) {
  return found.reduce((sum, one) => sum + one[side][1].length, 0);
}

function clauses(text) {
  return text.match(/[^。;!?,:、]*[。;!?,:、]|[^。;!?,:、]+$/g) ?? [];
}

/** Yield the runs of clauses that differ, as [start in a, end in a, start in b, end in b]. */
function changedRuns(a, b) {
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length * right.length > LARGEST_TABLE) return [[start, a.length - end, start, b.length - end]];
  return runs(left, right).map((run) => run.map((index) => index + start));
}

/** Return the runs outside a longest common subsequence. */
function runs(a, b) {
  const wide = b.length + 1;
  const common = new Uint32Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * wide + j] =
        a[i] === b[j] ? common[(i + 1) * wide + j + 1] + 1 : Math.max(common[(i + 1) * wide + j], common[i * wide + j + 1]);
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [fromA, fromB] = [i, j];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j]))
      if (j >= b.length || (i < a.length && common[(i + 1) * wide + j] >= common[i * wide + j + 1])) i++;
      else j++;
    if (i > fromA || j > fromB) found.push([fromA, i, fromB, j]);
    while (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
  }
  return found;
}

function inCharacters(found, a, b) {
  const [starts, others] = [a, b].map(offsets);
  return found.map(([fromA, toA, fromB, toB]) => [starts[fromA], starts[toA], others[fromB], others[toB]]);
}

function offsets(parts) {
  const found = [0];
  for (const part of parts) found.push(found.at(-1) + part.length);
  return found;
}

/** Join replaced words that only a few equal characters stand between; what is only added stays apart. */
function joined(spans) {
  const found = [];
  for (const span of spans) {
    const last = found.at(-1);
    const isReplaced = last && last[1] > last[0] && span[1] > span[0];
    if (isReplaced && span[0] - last[1] < SHORTEST) [last[1], last[3]] = [span[1], span[3]];
    else found.push([...span]);
  }
  return found;
}

/** Take from a difference what its two sides share: at both ends, or all of the published side. */
function narrowed([fromA, toA, fromB, toB], published, given) {
  const [a, b] = [published.slice(fromA, toA), given.slice(fromB, toB)];
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const shared = left ? right.indexOf(left) : -1;
  const found = (lengthA, startB, lengthB, startA = fromA + start) => ({
    published: around(published, startA, startA + lengthA),
    given: around(given, fromB + start + startB, fromB + start + startB + lengthB),
  });
  if (shared < 0) return left || right ? [found(left.length, 0, right.length)] : [];
  const behind = shared + left.length;
  const added = [found(0, 0, shared), found(0, behind, right.length - behind, fromA + start + left.length)];
  return added.filter((one) => one.given[1]);
}

/** Return the differing part with the characters before and after it. */
function around(text, start, end) {
  return [
    `${start > AROUND ? "…" : ""}${text.slice(Math.max(0, start - AROUND), start)}`,
    text.slice(start, end),
    `${text.slice(end, end + AROUND)}${text.length - end > AROUND ? "…" : ""}`,
  ];
}
