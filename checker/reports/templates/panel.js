// One site at a time in place of the overview; the Back button, Escape and the arrows lead on.

const articles = new Map([...document.querySelectorAll("article.site")].map((article) => [article.dataset.key, article]));
const title = document.title;
let listScroll = 0;
let opened = "";

function showSite() {
  const article = articles.get(shown.site);
  if (!article) shown.site = "";
  if (shown.site === opened) return;
  if (!opened) listScroll = window.scrollY;
  articles.get(opened)?.classList.remove("open");
  document.body.dataset.shows = article ? "site" : "list";
  document.title = article ? `${article.dataset.name}（${title}）` : title;
  const left = opened;
  opened = shown.site;
  if (!article) {
    for (const row of rows) row.classList.toggle("last-open", row.dataset.key === left);
    window.scrollTo(0, listScroll);
    rows.find((row) => row.dataset.key === left)?.querySelector(".open").focus({ preventScroll: true });
    return;
  }
  article.classList.add("open");
  showPlace(article);
  window.scrollTo(0, 0);
  article.querySelector("h2").focus({ preventScroll: true });
  const mark = article.querySelector("[data-figure]:not([hidden]) [data-mark]");
  if (mark) showMark(mark, false);
}

// The order of the list as it is filtered now; a site outside of it (a link sent round) walks the whole list.
function neighbours() {
  return visibleKeys.includes(opened) ? visibleKeys : rows.map((row) => row.dataset.key);
}

function showPlace(article) {
  const keys = neighbours();
  const place = keys.indexOf(opened);
  article.querySelector(".position").textContent = `第 ${place + 1} 家，共 ${keys.length} 家`;
  article.querySelector('[data-step="-1"]').disabled = place <= 0;
  article.querySelector('[data-step="1"]').disabled = place >= keys.length - 1;
}

function goTo(key) {
  shown.site = key;
  history.pushState(null, "", asAddress()); // not location.hash: the browser would then scroll and take the focus away
  showSite();
}

function step(by) {
  const keys = neighbours();
  const next = keys[keys.indexOf(opened) + by];
  if (next !== undefined) goTo(next);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const by = event.target.closest("[data-step]");
  if (event.target.closest("[data-print]")) window.print();
  else if (by) step(Number(by.dataset.step));
  else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    const hash = link.getAttribute("href");
    event.preventDefault();
    if (hash.startsWith("#site-")) {
      goTo(decoded(hash.slice(6)));
      if (link.dataset.badge) showBadge(articles.get(opened), link.dataset.badge, false);
    }
    else if (link.matches("[data-back]")) goTo("");
    else {
      const target = document.getElementById(hash.slice(1));
      target.scrollIntoView();
      target.focus({ preventScroll: true });
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (!opened || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, .frame")) return;
  if (event.key === "Escape") goTo("");
  else if (event.key === "ArrowLeft") step(-1);
  else if (event.key === "ArrowRight") step(1);
});

function follow() {
  readAddress(location.hash);
  showList();
  showSite();
}

window.addEventListener("hashchange", follow);
document.body.dataset.shows = "list";
follow();
