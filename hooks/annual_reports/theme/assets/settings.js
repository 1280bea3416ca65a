// The reader's settings (mode, typeface, size, day or night), kept across pages. A classic script without `defer`, so
// that it runs before the first paint: a later change of size or colours would be seen.
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
    } catch (_error) {
      return {}; // storage is blocked, or holds something else
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch (_error) {
      // storage is blocked: the choice holds for this page only
    }
  }

  function isDark() {
    return chosen.tone ? chosen.tone === "dark" : systemIsDark.matches;
  }

  function apply() {
    root.toggleAttribute("data-elder", chosen.elder === true);
    root.toggleAttribute("data-song", chosen.song === true);
    root.setAttribute("data-size", chosen.size === "large" || chosen.size === "largest" ? chosen.size : "");
    night.media = chosen.tone ? (isDark() ? "screen" : "not all") : byItself; // print always stays light
  }

  // Keep what other pages have stored in the meantime.
  function change(what, value) {
    chosen = { ...chosen, ...kept(), [what]: value };
    keep();
    refresh();
  }

  // Apply the settings, and show them in the controls.
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

  // Take over a change from another page: this one came back from the cache, or is open in another tab.
  function catchUp() {
    chosen = kept();
    refresh();
  }

  root.toggleAttribute("data-script", true); // CSS shows the controls that need scripts
  root.toggleAttribute("data-speech", "speechSynthesis" in window);
  apply();
  document.addEventListener("DOMContentLoaded", bind);
  addEventListener("pageshow", (event) => event.persisted && catchUp());
  addEventListener("storage", (event) => event.key === KEY && catchUp());
})();
