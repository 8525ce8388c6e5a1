// The pictures of one site: which one is shown, whether boxes lie on it, and the way from a badge to its box and back.

function chooseView(site, id) {
  for (const figure of site.querySelectorAll("[data-figure]")) figure.hidden = figure.dataset.figure !== id;
  for (const button of site.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === id));
}

// Scrolls the frame, not the page, so that `mark` stands in its middle.
function showMark(mark, smooth) {
  const frame = mark.closest(".frame");
  const middle = mark.offsetTop + mark.offsetHeight / 2;
  const centre = mark.offsetLeft + mark.offsetWidth / 2;
  frame.scrollTo({ top: middle - frame.clientHeight / 2, left: centre - frame.clientWidth / 2, behavior: smooth ? "smooth" : "instant" });
}

function point(element) {
  for (const other of document.querySelectorAll(".found")) other.classList.remove("found");
  element.classList.add("found");
}

// To one badge: its box in the picture that shows it, else its card.
function showBadge(site, kind, smooth) {
  const card = site.querySelector(`[data-card="${kind}"]`);
  const find = card.querySelector("[data-find]");
  const figure = find && site.querySelector(`[data-figure="${find.dataset.in}"]`);
  const target = figure && figure.querySelector(`[data-mark="${kind}"]`);
  if (!target) {
    card.scrollIntoView({ block: "center" });
    return point(card); // nothing to be seen, or the picture's file is not there
  }
  chooseView(site, find.dataset.in);
  site.querySelector("[data-boxes]").checked = true;
  site.querySelector(".viewer").classList.remove("no-boxes");
  figure.scrollIntoView({ block: "nearest" });
  showMark(target, smooth);
  point(target);
}

document.addEventListener("click", (event) => {
  const site = event.target.closest(".site");
  if (!site) return;
  const view = event.target.closest("[data-view]");
  const find = event.target.closest("[data-find]");
  const mark = event.target.closest("[data-mark]");
  if (view) {
    chooseView(site, view.dataset.view);
  } else if (find) {
    showBadge(site, find.dataset.find, true);
  } else if (mark) {
    const card = site.querySelector(`[data-card="${mark.dataset.mark}"]`);
    card.scrollIntoView({ block: "nearest", behavior: "smooth" });
    point(card);
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-actual]")) {
    document.body.classList.toggle("actual-size", event.target.checked); // for every site, until it is taken back
    for (const other of document.querySelectorAll("[data-actual]")) other.checked = event.target.checked;
    const mark = event.target.closest(".viewer").querySelector("figure:not([hidden]) .mark");
    if (mark) showMark(mark, false);
  }
  if (event.target.matches("[data-boxes]")) event.target.closest(".viewer").classList.toggle("no-boxes", !event.target.checked);
});

// The page outlives its pictures: an archive may keep them as differences, or take them away.
document.addEventListener("error", (event) => {
  const figure = event.target instanceof HTMLImageElement && event.target.closest("figure[data-figure]");
  if (!figure || figure.querySelector(".absent")) return;
  const note = document.createElement("p");
  note.className = "absent";
  note.textContent = "图片文件已不在批次文件夹中。如已差分存放，用 checker report 重写报告时会一并还原。";
  figure.prepend(note);
}, true);
