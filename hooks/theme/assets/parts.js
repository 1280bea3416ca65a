// Follows an address of the time when a list stood on one page: /commitments/#jia-2023-plan-1 now stands on a part.

"use strict";

(() => {
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor || document.getElementById(anchor)) return;
  let found = null;
  let longest = 0; // of two governments whose ids begin alike, the longer one is meant
  for (const part of document.querySelectorAll("[data-holds]")) {
    for (const id of part.dataset.holds.split(" ")) {
      if (id.length > longest && anchor.startsWith(`${id}-`)) {
        found = part.querySelector("a");
        longest = id.length;
      }
    }
  }
  if (found) location.replace(found.href + location.hash);
})();
