// How the reader wants to read, kept across pages. It runs before the page is drawn, so that nothing jumps.
(() => {
  const KEY = "annual-reports.reading";
  const root = document.documentElement;
  const night = document.getElementById("ar-dark");
  const byItself = night.media;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = kept();

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return found && typeof found === "object" ? found : {};
    } catch (error) {
      return {}; // storage is closed to us, or holds what we did not write
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch (error) {
      // then it holds for this page
    }
  }

  function isDark() {
    return chosen.tone ? chosen.tone === "dark" : systemIsDark.matches;
  }

  function apply() {
    root.toggleAttribute("data-elder", chosen.elder === true);
    root.toggleAttribute("data-song", chosen.song === true);
    root.setAttribute("data-size", chosen.size === "large" || chosen.size === "largest" ? chosen.size : "");
    night.media = chosen.tone ? (isDark() ? "screen" : "not all") : byItself; // never on paper
  }

  // What another page has kept in the meantime stays.
  function change(what, value) {
    chosen = { ...chosen, ...kept(), [what]: value };
    keep();
    refresh();
  }

  // Show on the page what is chosen.
  function refresh() {
    apply();
    for (const [id, what] of [["ar-elder", "elder"], ["ar-song", "song"]]) {
      const box = document.getElementById(id);
      if (box) box.checked = chosen[what] === true;
    }
    for (const choice of document.getElementsByName("ar-size")) {
      choice.checked = choice.value === root.getAttribute("data-size");
    }
    document.getElementById("ar-tone").setAttribute("aria-pressed", String(isDark()));
  }

  function bind() {
    for (const [id, what] of [["ar-elder", "elder"], ["ar-song", "song"]]) {
      const box = document.getElementById(id);
      if (box) box.addEventListener("change", () => change(what, box.checked));
    }
    for (const choice of document.getElementsByName("ar-size")) {
      choice.addEventListener("change", () => change("size", choice.value));
    }
    document.getElementById("ar-tone").addEventListener("click", () => change("tone", isDark() ? "light" : "dark"));
    if (systemIsDark.addEventListener) systemIsDark.addEventListener("change", refresh);
    refresh();
  }

  // A page that the browser kept, or another tab, may be older than the choice.
  function catchUp() {
    chosen = kept();
    refresh();
  }

  root.toggleAttribute("data-script", true); // what needs a script is there from the first line on
  root.toggleAttribute("data-speech", "speechSynthesis" in window);
  apply();
  document.addEventListener("DOMContentLoaded", bind);
  addEventListener("pageshow", (event) => event.persisted && catchUp());
  addEventListener("storage", (event) => event.key === KEY && catchUp());
})();
