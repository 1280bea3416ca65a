// The chooser of two years: shows, without a page load, what the page of a government's years has on them.
//
// No rule of comparison stands here: the pages are the program's, and everything works as plain links too.

/** The section that compares two years, out of a government's page; null if there is none. */
export function section(page, one, other) {
  const [earlier, later] = [one, other].sort();
  return page.getElementById(`${earlier}-${later}`);
}

/** The address of the page to which this one leads for the two years; null if it leads to none. */
export function elsewhere(page, one, other, base) {
  const anchor = `#${[one, other].sort().join("-")}`;
  const link = [...page.querySelectorAll("a[href]")].find((each) => each.getAttribute("href").endsWith(anchor));
  const address = link && new URL(link.getAttribute("href"), base);
  return address && address.pathname !== base.pathname ? address : null;
}

/** Make the addresses in an element those of the page it came from. */
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

/** Offer the years of the chosen government, keeping those chosen before where it has them. */
function offer(from, to) {
  const years = yearsOf(form.elements.government.value);
  fill(form.elements.from, years, years.includes(from) ? from : years[1]);
  fill(form.elements.to, years, years.includes(to) ? to : years[0]);
}

async function read(address) {
  const answer = await fetch(address);
  return new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
}

/** The comparison of two years, from a government's page or from the one that it leads to; null if there is none. */
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
    // opened from a folder, where nothing can be fetched: the plain page has it
  }
  if (turn !== latest) return; // a later choice is under way
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
