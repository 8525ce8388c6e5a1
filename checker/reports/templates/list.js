// The table of sites and the gallery: one filter and one order for both.

const form = document.getElementById("filters");
const table = document.querySelector("table.sites");
const rows = table ? [...table.tBodies[0].rows] : [];
const galleryRows = new Map([...document.querySelectorAll(".gallery tbody tr")].map((row) => [row.dataset.key, row]));
const collator = new Intl.Collator("zh-Hans-CN", { numeric: true });
let visibleKeys = rows.map((row) => row.dataset.key);

function fits(row) {
  const badges = row.dataset.badges.split(" ");
  const inState = (entry) => (shown.badge === "not-shown" ? !entry.endsWith(":shown") : entry.endsWith(":" + shown.badge));
  const wanted = (entry) => (!shown.kind || entry.startsWith(shown.kind + ":")) && inState(entry);
  return (!shown.verdict || row.dataset.verdict === shown.verdict)
    && (!shown.problem || row.dataset.problems.split(" ").includes(shown.problem))
    && (!shown.badge || badges.some((entry) => entry && wanted(entry)))
    && shown.text.toLowerCase().split(/\s+/).every((word) => row.dataset.text.includes(word));
}

function sortKey(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value ?? cell.textContent.trim();
}

function showList() {
  const column = Math.abs(parseInt(shown.sort, 10)) || 0;
  const sign = shown.sort.startsWith("-") ? -1 : 1;
  if (table && column < rows[0].cells.length) {
    const order = rows.map((row, place) => [sortKey(row, column), place, row]);
    order.sort((a, b) => sign * collator.compare(a[0], b[0]) || a[1] - b[1]);
    table.tBodies[0].append(...order.map(([, , row]) => row));
    document.querySelector(".gallery tbody").append(...order.map(([, , row]) => galleryRows.get(row.dataset.key)));
    for (const button of table.querySelectorAll("[data-sort]")) {
      const chosen = shown.sort !== "" && Number(button.dataset.sort) === column;
      button.closest("th").setAttribute("aria-sort", !chosen ? "none" : sign > 0 ? "ascending" : "descending");
    }
    visibleKeys = [];
    for (const [, , row] of order) {
      row.hidden = !fits(row);
      galleryRows.get(row.dataset.key).hidden = row.hidden;
      if (!row.hidden) visibleKeys.push(row.dataset.key);
    }
  }
  if (!form) return;
  document.getElementById("shown-count").textContent = `显示 ${visibleKeys.length} / ${rows.length} 家`;
  document.getElementById("none-shown").hidden = visibleKeys.length > 0;
  for (const name of ["verdict", "problem", "kind", "badge", "text"]) {
    if (form.elements[name].value !== shown[name]) form.elements[name].value = shown[name];
  }
}

if (form) {
  form.addEventListener("input", () => {
    for (const name of ["verdict", "problem", "kind", "badge", "text"]) shown[name] = form.elements[name].value;
    keepAddress();
    showList();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of FILTERS) shown[name] = "";
    keepAddress();
    showList();
  });
}

document.addEventListener("click", (event) => {
  const sort = event.target.closest("[data-sort]");
  const filter = event.target.closest("[data-filter]");
  if (sort) {
    const column = sort.dataset.sort;
    const ascending = shown.sort === column || (column === "0" && shown.sort === "");
    shown.sort = ascending ? "-" + column : column === "0" ? "" : column;
  } else if (filter) {
    for (const name of FILTERS) if (name !== "sort") shown[name] = "";
    for (const part of filter.dataset.filter.split("&")) shown[part.split("=")[0]] = part.split("=")[1];
  } else return;
  keepAddress();
  showList();
  if (filter) document.getElementById("sites").scrollIntoView();
});
