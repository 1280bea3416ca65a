// Reads the index from the build (annual_reports/search/index.py): small files, each loaded when needed.

import { yearOf } from "./terms.js";
import { foldsOf, isLatin, words } from "./words.js";

const KEPT = 400; // files in the cache
const ALONE = " "; // prefix of a key of a single word

/** Open the index below an address. */
export async function openIndex(root) {
  const table = await read(new URL("pages.bin", root), { cache: "no-cache" });
  return new Index(new Files(new URL(`${table.version}/`, root)), table);
}

/** Return the keys of a phrase: one for each pair of neighbours, or that of its only word. */
export function keysOf(words) {
  return words.length === 1 ? [ALONE + words[0]] : words.slice(1).map((word, i) => words[i] + word);
}

class Index {
  constructor(files, table) {
    this.files = files;
    this.keys = table.keys;
    this.bundles = summed(table.texts);
    this.folds = foldsOf(table.forms);
    this.places = table.places; // each: id, then names, their words joined
    this.placeNames = new Set(table.places.flatMap(([, ...names]) => names));
    this.otherNames = namesakes(table.names, this.folds); // joined words of a name -> its other names
    this.pages = table.kind.map((kind, page) => ({
      kind: table.kinds[kind],
      year: table.year[page],
      government: table.places[table.place[page]]?.[0] ?? "",
    }));
    this.room = table.room; // line numbers reserved for each page
  }

  pageOf(line) {
    return Math.floor(line / this.room);
  }

  /** Return true if a line is the title of its page. */
  isTitle(line) {
    return line % this.room === 0;
  }

  /** Return the lines with a key, in order. */
  async linesWith(key) {
    const file = await this.files.get(`keys/${crc32(new TextEncoder().encode(key)) % this.keys}`);
    return summed(Object.hasOwn(file, key) ? file[key] : []);
  }

  /** Return the line before a line on its page, if there is one. */
  lineBefore(line) {
    return this.isTitle(line) ? [] : [line - 1];
  }

  /** Return the pages about the year or the place that a term names. */
  pagesAbout(words) {
    const year = yearOf(words);
    const dated = year ? [...this.pages.keys()].filter((page) => this.pages[page].year === year) : [];
    return [...dated, ...this.pagesOfPlaces(words)];
  }

  /** Return the pages of places with this name, or with pinyin that begins so. */
  pagesOfPlaces(words) {
    const called = this.namesBegun(words);
    const ids = new Set(this.places.filter(([, ...names]) => names.some((one) => called.has(one))).map(([id]) => id));
    return ids.size ? [...this.pages.keys()].filter((page) => ids.has(this.pages[page].government)) : [];
  }

  /** Return true if a term is a name of a place, or the beginning of its pinyin. */
  isNameOfPlace(words) {
    return this.namesBegun(words).size > 0;
  }

  /** Return true if a place has exactly this name. */
  isCalled(place, words) {
    return this.places.some(([id, ...names]) => id === place && names.includes(words.join("")));
  }

  /** Return the place names that a term equals, or begins if it is pinyin. */
  namesBegun(words) {
    const name = words.join("").replaceAll("ü", "v");
    if (this.placeNames.has(name)) return new Set([name]);
    if (!isLatin(name) || name.length < 2) return new Set();
    return new Set([...this.placeNames].filter((one) => one.startsWith(name)));
  }

  /** Load a page's address and sections. */
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
    this.known.delete(name); // then add it at the end: least recently used files go first
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

/** Unpack a file; some hosts send it unpacked. */
function unpacked(bytes) {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first !== 0x1f || second !== 0x8b) return new TextDecoder().decode(bytes);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Map the joined words of each name to its other names: { name, words }. */
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
