// Files that readers hand over: their kind, and the text to compare.

import { isSameWithScripts, parsed, textOfPage } from "./page.js";
import { visible } from "./text.js";

const LARGEST = 2_000_000; // bytes; every report is smaller
const NOT_READ = /\.(?:docx?|wps|ofd|odt|rtf|pdf|xhtml?|xht|xml|svg|mht|mhtml|eml)$/i;
const NO_TEXT = /[\0\ufffd]|^(?:\{\\rtf|%PDF|From: |MIME-Version: )/;
const BYTE_ORDER_MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const ENCODINGS = { "utf-8": "utf-8", utf8: "utf-8", gbk: "gb18030", gb2312: "gb18030", gb18030: "gb18030" };

const COPY = "请用平时看它的程序打开，全选、复制，粘贴到框里。";

/**
 * Read a file: its `kind`, its `text`, the `header` of a report's file, the `source` of a page.
 *
 * Of a file that cannot be compared, `unread` says why.
 */
export async function readFile(file) {
  if (NOT_READ.test(file.name)) return { unread: `这种文件这里不能直接读。${COPY}` };
  const bytes = file.size > LARGEST ? new Uint8Array() : new Uint8Array(await file.arrayBuffer());
  const isPage = isNamedPage(file.name, bytes);
  const content = decoded(bytes, isPage ? encodingsOfPage(bytes) : ["utf-8", "gb18030"]);
  if (!content) return { unread: `这个文件里读不出报告的文字。${COPY}` };
  return isPage ? pageOf(content) : textOrReport(content);
}

/** Return true for .html and .htm, and for a file without a suffix that begins as a page: others are shown as text. */
function isNamedPage(name, bytes) {
  const start = latin(bytes.subarray(0, 200));
  return /\.html?$/i.test(name) || (!name.includes(".") && /^[^<]{0,3}\s*<(?:!doctype\s+html|html)\b/i.test(start));
}

function latin(bytes) {
  return new TextDecoder("windows-1252").decode(bytes);
}

const NAMED_IN_SOURCE = /(?:charset|^<\?xml\b[^>]*\bencoding)\s*=\s*["']?\s*([^\s"'/>;]+)/gi;
const NAMED_IN_CONTENT = /charset\s*=\s*["']?\s*([^\s"';]+)/i;

/** Return the encoding that a page names, in a list; none if it names two, or one in which signs can hide. */
function encodingsOfPage(bytes) {
  const source = latin(bytes);
  const metas = Array.from(parsed(source).querySelectorAll("meta"));
  const named = [
    ...Array.from(source.matchAll(NAMED_IN_SOURCE), (one) => one[1]),
    ...metas.map((meta) => meta.getAttribute("charset")),
    ...metas.map((meta) => NAMED_IN_CONTENT.exec(meta.content)?.[1]), // where entities are resolved
  ];
  const encodings = new Set(named.filter(Boolean).map((name) => ENCODINGS[name.trim().toLowerCase()]));
  return encodings.size > 1 || encodings.has(undefined) ? [] : [...encodings, "utf-8"].slice(0, 1);
}

/** Decode bytes by their byte order mark, or in the first encoding that fits; null if it is not a text. */
function decoded(bytes, encodings) {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  for (const encoding of marked ? [marked[0]] : encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!NO_TEXT.test(text)) return plainLines(text);
    } catch {
      // not in this encoding
    }
  }
  return null;
}

/** Return a file's content with line ends and start as everywhere. */
export function plainLines(content) {
  return content.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
}

function pageOf(source) {
  if (!isSameWithScripts(source)) return { unread: `这个网页在允许脚本和不允许脚本时，显示的文字不一样，没有比对。${COPY}` };
  return { kind: "page", text: textOfPage(parsed(source)), source };
}

function textOrReport(lines) {
  const header = /^---\n[\s\S]*?\n---[ \t]*(?:\n|$)/.exec(lines)?.[0];
  if (!header) return { kind: "text", text: lines };
  return { kind: "report", text: visible(lines.slice(header.length)), header: header.trim() };
}
