// Sheets that explain figures. They open and close without scripts; this keeps the sentence in view, lets Escape close,
// and fills one sheet if a report has very many figures. A classic script: it works from a folder.
(() => {
  const GAP = 12; // pixels above the sheet
  let filled = null; // the one sheet, if there are very many figures

  const opened = () => filled || document.querySelector(".ar-fact:target");
  const closing = (sheet) => sheet.querySelector(".ar-label > :last-child");
  const at = (hash) => document.getElementById(hash.slice(1));

  // Scroll as little as possible to show the sentence above the sheet; if it is too long, its amount.
  function reveal(amount, sheet) {
    const bottom = sheet.getBoundingClientRect().top - GAP;
    const whole = amount.closest(".ar-sentence").getBoundingClientRect();
    const box = whole.height < bottom - GAP ? whole : amount.getBoundingClientRect();
    const top = box.bottom > bottom ? box.bottom - bottom : Math.min(0, box.top - GAP);
    scrollBy({ top, behavior: "instant" });
  }

  function show() {
    document.querySelector("[data-open]")?.removeAttribute("data-open");
    const sheet = opened();
    if (!sheet) return;
    const amount = at(closing(sheet).hash);
    amount.dataset.open = "";
    sheet.focus({ preventScroll: true });
    reveal(amount, sheet);
  }

  // Go to another sheet or to the amount, without scrolling and without a step for the back button.
  function turn(hash) {
    const top = scrollY;
    filled?.remove();
    filled = null;
    location.replace(hash);
    scrollTo({ top, behavior: "instant" });
    at(hash).focus({ preventScroll: true });
  }

  // Fill the sheet from the figure's row in the table.
  function fill(row) {
    const [name, figure] = [row.querySelector("th a"), row.querySelector(".ar-figure")];
    const remarks = [...row.querySelectorAll(".ar-remark")].map((one) => `<p>${one.innerHTML}`);
    filled?.remove();
    filled = document.createElement("section");
    Object.assign(filled, { className: "ar-fact ar-fact--filled", tabIndex: -1, ariaLabel: name.textContent });
    filled.innerHTML = `<p class="ar-label"><b>本站整理</b>${name.innerHTML} <strong>${figure.innerHTML}</strong>
      <a href="${figure.hash}">关闭</a>${remarks.join("")}
      <p><a href="${name.href}">历年和各地</a> <a href="#${row.id}">数据一览</a>`;
    document.querySelector(".ar-signed").after(filled);
    show();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".ar-amount[href^='#figure-']")) fill(at(link.hash));
    else if (link.closest(".ar-fact") && /^#(fact|evid)/.test(link.hash)) turn(link.hash);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && opened() && closing(opened()).click());
  addEventListener("hashchange", show);
  addEventListener("load", show); // the browser scrolls to a target until then
})();
