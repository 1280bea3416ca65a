// Follows addresses of the time when a list stood on one page: the entry of /commitments/#jia-2023-plan-1 is now
// on a subpage.

"use strict";

(() => {
  /** Return the address of the link on this page that leads to the anchor on another page: a pair of years. */
  function linkTo(hash) {
    const link = [...document.links].find((each) => each.hash === hash && each.pathname !== location.pathname);
    return link && link.href;
  }

  /** Return the address on the subpage that lists the id with which the anchor begins; of several, the longest id. */
  function addressOnSubpage(hash) {
    const entries = [...document.querySelectorAll("[data-holds]")].flatMap((subpage) =>
      subpage.dataset.holds.split(" ").map((id) => ({ id, link: subpage.querySelector("a") })),
    );
    const anchor = decodeURIComponent(hash.slice(1));
    const [entry] = entries.filter(({ id }) => anchor.startsWith(`${id}-`)).sort((a, b) => b.id.length - a.id.length);
    return entry && entry.link.href + hash;
  }

  const { hash } = location;
  if (!hash || document.getElementById(decodeURIComponent(hash.slice(1)))) return;
  const address = linkTo(hash) || addressOnSubpage(hash);
  if (address) location.replace(address);
})();
