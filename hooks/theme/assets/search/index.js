// Reads the index that the build wrote (annual_reports/search/index.py): small files, each when it is needed.

import { yearOf } from "./terms.js";
import { foldsOf, isLatin, words } from "./words.js";

const KEPT = 400; // files
const ALONE = " "; // stands before a word that is a key by itself

/** Opens the index below an address. */
export async function openIndex(root) {
  const table = await read(new URL("pages.bin", root), { cache: "no-cache" });
  return new Index(new Files(new URL(`${table.version}/`, root)), table);
}

/** Of each pair of neighbours the key; of one word its own. */
export function keysOf(words) {
  return words.length === 1 ? [ALONE + words[0]] : words.slice(1).map((word, i) => words[i] + word);
}

class Index {
  constructor(files, table) {
    this.files = files;
    this.keys = table.keys;
    this.bundles = summed(table.texts);
    this.folds = foldsOf(table.forms);
    this.places = table.places; // of each its id, and its names in one word
    this.placeNames = new Set(table.places.flatMap(([, ...names]) => names));
    this.otherNames = namesakes(table.names, this.folds); // of a name, the words in one
    this.pages = table.kind.map((kind, page) => ({
      kind: table.kinds[kind],
      year: table.year[page],
      government: table.places[table.place[page]]?.[0] ?? "",
    }));
    this.room = table.room; // numbers for the lines of each page
  }

  pageOf(line) {
    return Math.floor(line / this.room);
  }

  /** Whether a line is the title of its page. */
  isTitle(line) {
    return line % this.room === 0;
  }

  /** The lines in which a key stands, in order. */
  async linesWith(key) {
    const file = await this.files.get(`keys/${crc32(new TextEncoder().encode(key)) % this.keys}`);
    return summed(Object.hasOwn(file, key) ? file[key] : []);
  }

  /** The line that stands before a line on its page, if there is one. */
  lineBefore(line) {
    return this.isTitle(line) ? [] : [line - 1];
  }

  /** The pages about what a term names: a year, a place. */
  pagesAbout(words) {
    const year = yearOf(words);
    const dated = year ? [...this.pages.keys()].filter((page) => this.pages[page].year === year) : [];
    return [...dated, ...this.pagesOfPlaces(words)];
  }

  /** The pages of places that are called so, or whose pinyin begins so. */
  pagesOfPlaces(words) {
    const called = this.namesBegun(words);
    const ids = new Set(this.places.filter(([, ...names]) => names.some((one) => called.has(one))).map(([id]) => id));
    return ids.size ? [...this.pages.keys()].filter((page) => ids.has(this.pages[page].government)) : [];
  }

  /** Whether a term is the name of a place, or begins its pinyin. */
  isNameOfPlace(words) {
    return this.namesBegun(words).size > 0;
  }

  /** Whether a place has just that name. */
  isCalled(place, words) {
    return this.places.some(([id, ...names]) => id === place && names.includes(words.join("")));
  }

  /** The names of places that a term is, or begins if it is pinyin. */
  namesBegun(words) {
    const name = words.join("").replaceAll("ü", "v");
    if (this.placeNames.has(name)) return new Set([name]);
    if (!isLatin(name) || name.length < 2) return new Set();
    return new Set([...this.placeNames].filter((one) => one.startsWith(name)));
  }

  /** What a page says: its address and its sections. */
  async text(page) {
    let bundle = 0;
    for (let last = this.bundles.length; last - bundle > 1; ) {
      const middle = (bundle + last) >> 1;
      if (this.bundles[middle] <= page) bundle = middle;
      else last = middle;
    }
    const [address, sections] = (await this.files.get(`texts/${bundle}`))[page - this.bundles[bundle]];
    return { address, sections };
  }
}

class Files {
  constructor(root) {
    this.root = root;
    this.known = new Map();
  }

  get(name) {
    const known = this.known.get(name) ?? read(new URL(`${name}.bin`, this.root));
    this.known.delete(name); // and to the end: what was asked for last is forgotten last
    this.known.set(name, known);
    if (this.known.size > KEPT) this.known.delete(this.known.keys().next().value);
    return known;
  }
}

async function read(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return JSON.parse(await unpacked(await answer.arrayBuffer()));
}

/** The text of a file; some hosts have unpacked it already. */
function unpacked(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first !== 0x1f || second !== 0x8b) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Of each name, its words in one, the others: { name, words }. */
function namesakes(groups, folds) {
  const cut = groups.map((group) => group.map((name) => ({ name, words: words(name, folds) })));
  const entries = cut.flatMap((group) => group.map((one) => [one.words.join(""), group.filter((other) => other !== one)]));
  return new Map(entries);
}

function summed(steps) {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

function crc32(bytes) {
  let rest = ~0;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}
