// Follows an address of the time when a list stood on one page: /commitments/#jia-2023-plan-1 now stands on a part.

"use strict";

(() => {
  /** Where a link of this page leads to that anchor: a pair of years. */
  function linked(hash) {
    const link = [...document.links].find((each) => each.hash === hash && each.pathname !== location.pathname);
    return link && link.href;
  }

  /** The part that says it holds what the anchor begins with; of two ids that begin alike the longer one is meant. */
  function held(hash) {
    const entries = [...document.querySelectorAll("[data-holds]")].flatMap((part) =>
      part.dataset.holds.split(" ").map((id) => ({ id, link: part.querySelector("a") })),
    );
    const anchor = decodeURIComponent(hash.slice(1));
    const meant = entries.filter(({ id }) => anchor.startsWith(`${id}-`)).sort((a, b) => b.id.length - a.id.length)[0];
    return meant && meant.link.href + hash;
  }

  const { hash } = location;
  if (!hash || document.getElementById(decodeURIComponent(hash.slice(1)))) return;
  const address = linked(hash) || held(hash);
  if (address) location.replace(address);
})();
