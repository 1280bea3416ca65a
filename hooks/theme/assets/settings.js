// How the reader wants to read, kept across pages. It runs before the page is drawn, so that nothing jumps.
(() => {
  const KEY = "annual-reports.reading";
  const root = document.documentElement;
  const night = document.getElementById("ar-dark");
  const byItself = night.media;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = kept();

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY));
      return found && typeof found === "object" ? found : {};
    } catch {
      return {}; // storage is closed to us, or holds what we did not write
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
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
    night.media = chosen.tone ? (isDark() ? "screen" : "not all") : byItself;
  }

  function change(what, value) {
    chosen[what] = value;
    apply();
    keep();
  }

  function bindBox(id, what) {
    const box = document.getElementById(id);
    if (!box) return;
    box.checked = chosen[what] === true;
    box.addEventListener("change", () => change(what, box.checked));
  }

  function bindSizes() {
    for (const choice of document.getElementsByName("ar-size")) {
      choice.checked = choice.value === root.getAttribute("data-size");
      choice.addEventListener("change", () => change("size", choice.value));
    }
  }

  function bindTone() {
    const button = document.getElementById("ar-tone");
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      change("tone", isDark() ? "light" : "dark");
      show();
    });
    systemIsDark.addEventListener?.("change", show);
    show();
  }

  function bind() {
    bindBox("ar-elder", "elder");
    bindBox("ar-song", "song");
    bindSizes();
    bindTone();
  }

  root.toggleAttribute("data-script", true); // what needs a script is there from the first line on
  root.toggleAttribute("data-speech", "speechSynthesis" in window);
  apply();
  document.addEventListener("DOMContentLoaded", bind);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return; // a page that the browser kept may be older than the choice
    Object.assign(chosen, { elder: false, song: false, size: "", tone: undefined }, kept());
    apply();
    bind();
  });
})();
