// The chooser of two years: shows the comparison from the government's page without a page load.
//
// It has no rules of comparison: the build makes the pages, and all of them are also reached by plain links.

/** Return the section that compares two years from a government's page; null if there is none. */
export function section(page, one, other) {
  const [earlier, later] = [one, other].sort();
  return page.getElementById(`${earlier}-${later}`);
}

/** Return the address of another page to which this one links for the two years; null if there is none. */
export function elsewhere(page, one, other, base) {
  const anchor = `#${[one, other].sort().join("-")}`;
  const link = [...page.querySelectorAll("a[href]")].find((each) => each.getAttribute("href").endsWith(anchor));
  const address = link && new URL(link.getAttribute("href"), base);
  return address && address.pathname !== base.pathname ? address : null;
}

/** Resolve the links in an element against the address of the page it came from. */
export function rebase(element, base) {
  for (const link of element.querySelectorAll("a[href]")) {
    link.href = new URL(link.getAttribute("href"), base);
  }
}

const form = globalThis.document?.getElementById("ar-chooser");

function yearsOf(government) {
  const entry = document.querySelector(`[data-government="${CSS.escape(government)}"]`);
  return entry ? entry.dataset.years.split(" ") : [];
}

function fill(select, years, chosen) {
  select.replaceChildren(...years.map((year) => new Option(`${year}年`, year, false, year === chosen)));
}

/** Offer the years of the chosen government; keep the chosen years if it has them. */
function offer(from, to) {
  const years = yearsOf(form.elements.government.value);
  fill(form.elements.from, years, years.includes(from) ? from : years[1]);
  fill(form.elements.to, years, years.includes(to) ? to : years[0]);
}

async function read(address) {
  const answer = await fetch(address);
  return new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
}

/** Fetch the comparison of two years from a government's page or the page it links to; null if there is none. */
async function find(address, from, to) {
  const page = await read(address);
  const next = elsewhere(page, from, to, address);
  const found = section(next ? await read(next) : page, from, to);
  if (found) rebase(found, next ?? address);
  return found;
}

let latest = 0;

async function show() {
  const turn = ++latest;
  const { government, from, to } = Object.fromEntries(new FormData(form));
  const status = document.getElementById("ar-chooser-status");
  const place = document.getElementById("ar-comparison");
  if (from === to) {
    status.textContent = "请选两个不同的年度。";
    place.replaceChildren();
    return;
  }
  const address = new URL(`${government}/`, new URL(".", location.href));
  let found = null;
  try {
    found = await find(address, from, to);
  } catch {
    // opened from a folder: fetch fails, so go to the page itself
  }
  if (turn !== latest) return; // a later choice has started
  if (!found) {
    location.assign(new URL(`#${[from, to].sort().join("-")}`, address));
    return;
  }
  place.replaceChildren(document.adoptNode(found));
  status.textContent = `已显示${form.elements.government.selectedOptions[0].text} ${from} 年与 ${to} 年的对比。`;
  const here = new URL(location.href);
  here.search = new URLSearchParams({ government, from, to }).toString();
  history.replaceState(null, "", here);
}

if (form) {
  const asked = new URLSearchParams(location.search);
  const known = [...form.elements.government.options].some((option) => option.value === asked.get("government"));
  if (known) form.elements.government.value = asked.get("government");
  offer(asked.get("from"), asked.get("to"));
  form.elements.government.addEventListener("change", () => offer(form.elements.from.value, form.elements.to.value));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.hidden = false;
  if (known) show();
}
