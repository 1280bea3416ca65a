// Small helps that a page does without: copying, printing, today's date, the page's own address; and links
// that open from a folder, where no server turns an address into its index.html.
(() => {
  const address = location.href.replace(/[?#].*$/, "");

  function today(as) {
    const now = new Date();
    const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
    if (as === "chinese") return `${year}年${month}月${day}日`;
    return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
  }

  function fillIn() {
    for (const place of document.querySelectorAll("[data-today]")) place.textContent = today(place.dataset.today);
    for (const place of document.querySelectorAll("[data-address]")) place.textContent = address;
  }

  async function copy(text) {
    try {
      return await navigator.clipboard.writeText(text);
    } catch (error) {
      copyByHand(text); // outside https, and within some apps, there is no clipboard or it is closed
    }
  }

  function copyByHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  }

  function bindCopies() {
    for (const button of document.querySelectorAll("button[data-copy]")) {
      const said = document.getElementById(`${button.dataset.copy}-copied`);
      button.addEventListener("click", async () => {
        const text = document.getElementById(button.dataset.copy).textContent.replace(/\s+/g, " ").trim();
        try {
          await copy(text);
          said.textContent = "已复制";
        } catch (error) {
          said.textContent = "没有复制成功，请选中文字复制";
        }
      });
    }
  }

  function bindPrints() {
    for (const button of document.querySelectorAll("button[data-print]")) {
      button.addEventListener("click", () => print());
    }
    addEventListener("beforeprint", fillIn); // the page may have been open since yesterday
  }

  // The page of another address of this site that an error is reported of; what is no such address is not shown.
  function tellOfPage() {
    const place = document.getElementById("ar-page-in-question");
    const asked = new URLSearchParams(location.search).get("page");
    if (!place || asked === null) return;
    const home = new URL(place.dataset.home, location.href);
    const page = pageWithin(home, asked);
    if (!page) return;
    place.textContent = page;
    place.closest("[hidden]").hidden = false;
    const mail = document.getElementById("ar-error-mail");
    if (mail) mail.href += `&body=${encodeURIComponent(`网址：${page}\n\n错在哪里：\n`)}`;
  }

  function pageWithin(home, asked) {
    try {
      const page = new URL(asked, home);
      return page.href.startsWith(home.href) ? decodeURI(page.href) : null;
    } catch (error) {
      return null; // it is no address at all
    }
  }

  function openFromFolder() {
    const whole = (href) => {
      const target = new URL(href, location.href);
      if (target.protocol === "file:" && target.pathname.endsWith("/")) target.pathname += "index.html";
      return target.href;
    };
    for (const link of document.querySelectorAll("a[href]")) link.href = whole(link.href);
    for (const form of document.querySelectorAll("form[action]")) form.action = whole(form.action);
  }

  fillIn();
  bindCopies();
  bindPrints();
  tellOfPage();
  if (location.protocol === "file:") openFromFolder();
})();
