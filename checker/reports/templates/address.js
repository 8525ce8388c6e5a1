"use strict";
// What is shown stands in the address, so that it can be sent round: #site-KEY&verdict=fail&problem=domain&kind=icp&badge=missing&text=…&sort=-10

const FILTERS = ["verdict", "problem", "kind", "badge", "text", "sort"];
const shown = { site: "", verdict: "", problem: "", kind: "", badge: "", text: "", sort: "" };

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign: taken as it stands
  }
}

function readAddress(hash) {
  for (const name of ["site", ...FILTERS]) shown[name] = "";
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
    if (part.startsWith("site-")) shown.site = decoded(part.slice(5));
    else if (part.includes("=") && FILTERS.includes(name)) shown[name] = decoded(value);
  }
}

function asAddress() {
  const parts = shown.site ? ["site-" + encodeURIComponent(shown.site)] : [];
  for (const name of FILTERS) if (shown[name]) parts.push(name + "=" + encodeURIComponent(shown[name]));
  return "#" + parts.join("&");
}

// Opening and closing a site makes a step that the Back button takes back; a filter changes the address in place.
function keepAddress() {
  history.replaceState(null, "", asAddress());
}
