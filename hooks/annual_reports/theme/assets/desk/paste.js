// The desk page, 10: what is pasted from Word with a table in it becomes lines of text and tables in Markdown.
// The clipboard's plain text has tabs between cells, in which a cell of two lines is torn.

"use strict";

const BLOCKS = "p, div, table, h1, h2, h3, h4, h5, h6, ul, ol, li, section, article, blockquote, hr";
const UNSEEN = "style, script, title, [style*='mso-hide'], [style*='display:none'], [hidden]";

/** Return the text of a page: a line for each paragraph, tables in Markdown. */
function textOfPage(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const element of page.querySelectorAll(UNSEEN)) element.remove();
  for (const end of page.querySelectorAll("br")) end.replaceWith("\u2028");
  return linesOf(page.body).join("\n");
}

function linesOf(element) {
  if (element.matches("table")) return tableLines(element);
  if (!element.querySelector(BLOCKS)) return textLinesOf(element);
  return [...element.childNodes].flatMap((child) => {
    if (child.nodeType === Node.ELEMENT_NODE) return linesOf(child);
    return child.nodeType === Node.TEXT_NODE ? textLinesOf(child) : [];
  });
}

/** Return the lines of an element without blocks; the line ends of the HTML file say nothing. */
function textLinesOf(node) {
  const text = node.textContent.replace(/(\p{Script=Han}|[，。；：、])\s*\n\s*(?=\p{Script=Han})/gu, "$1").replace(/[ \t\r\n]+/g, " ");
  return text.split("\u2028").map((line) => line.trim()).filter(Boolean);
}

/** Return a table in Markdown; behind and below a merged cell stand empty ones. */
function tableLines(table) {
  const grid = [...table.rows].map(() => []);
  [...table.rows].forEach((row, top) => {
    for (const cell of row.cells) {
      const left = [...Array(grid[top].length + 1).keys()].find((column) => grid[top][column] === undefined);
      for (let down = 0; down < cell.rowSpan && top + down < grid.length; down++)
        for (let right = 0; right < cell.colSpan; right++)
          grid[top + down][left + right] = down || right ? "" : textLinesOf(cell).join(" ").replaceAll("|", "／");
    }
  });
  const width = Math.max(...grid.map((row) => row.length));
  const rows = grid.map((row) => `| ${Array.from({ length: width }, (_, column) => row[column] ?? "").join(" | ")} |`);
  return [rows[0], `|${" --- |".repeat(width)}`, ...rows.slice(1)];
}

/** Take the table of the clipboard in place of its plain text; without a table the browser pastes as ever. */
function pasteTable(event) {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!/<table/i.test(html)) return;
  event.preventDefault();
  const field = event.target;
  field.setRangeText(textOfPage(html), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
