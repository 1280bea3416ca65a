// Optional helpers: copy, cite, print, today's date, the page's own address; and links that work when the site is opened
// from a folder, where no server turns an address into its index.html. A classic script, since browsers load no modules
// from a folder.
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
    for (const place of document.querySelectorAll("[data-address]")) {
      place.textContent = new URL(place.dataset.address, address).href;
    }
    for (const place of document.querySelectorAll('[data-cited=""]')) place.dataset.cited = place.textContent;
    citeSentence();
  }

  // Cite the sentence to which the address of the page leads; its name is the same on the page of the version.
  function citeSentence() {
    const target = document.getElementById(location.hash.slice(1));
    const sentence = target ? target.closest(".ar-sentence") : null;
    for (const place of document.querySelectorAll("[data-cited]")) {
      place.textContent = place.dataset.cited + (sentence ? `#${sentence.id}` : "");
    }
  }

  async function copy(text) {
    try {
      return await navigator.clipboard.writeText(text);
    } catch (_error) {
      copyByHand(text); // no clipboard outside https and in some apps
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

  async function copyAndTell(element, said) {
    try {
      await copy(element.textContent.replace(/\s+/g, " ").trim());
      said.textContent = "已复制";
    } catch (_error) {
      said.textContent = "没有复制成功，请选中文字复制";
    }
  }

  function bindCopies() {
    for (const button of document.querySelectorAll("button[data-copy]")) {
      const said = document.getElementById(`${button.dataset.copy}-copied`);
      button.addEventListener("click", () => copyAndTell(document.getElementById(button.dataset.copy), said));
    }
    for (const link of document.querySelectorAll("a[data-cite]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        copyAndTell(citation(link.hash), link.nextElementSibling);
      });
    }
  }

  // Return the citation of the page with the address of the sentence in which a figure stands.
  function citation(hash) {
    const cited = document.getElementById("ar-citation").cloneNode(true);
    const address = cited.querySelector("[data-cited]");
    address.textContent = address.dataset.cited + hash;
    return cited;
  }

  function bindPrints() {
    for (const button of document.querySelectorAll("button[data-print]")) {
      button.addEventListener("click", () => print());
    }
    addEventListener("beforeprint", fillIn); // the page may be open since yesterday
  }

  // Show the address of the page about which an error is reported; only addresses of this site are shown.
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
    } catch (_error) {
      return null; // not an address
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
  addEventListener("hashchange", citeSentence);
  bindCopies();
  bindPrints();
  tellOfPage();
  if (location.protocol === "file:") openFromFolder();
})();
