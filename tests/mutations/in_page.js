// Changes the page from within: `ask` = {does, kind, number, selector, left, right, services, report}. Runs in the head of every
// document of the page, before its own scripts; finds the badge by the number or by the markers that the fixture knows.
(function (ask) {
  "use strict";
  var NO_TEXT = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TITLE|TEXTAREA)$/;
  var watched = new Set(), closed = [], covers = [], best = 0, lifted = false, spoken = false;
  var attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    var root = attach.call(this, init);
    if (init.mode === "closed") closed.push(root);
    watch(root);
    return root;
  };

  function watch(root) {
    if (watched.has(root)) return;
    watched.add(root);
    new MutationObserver(pass).observe(root, { subtree: true, childList: true, characterData: true });
  }

  function roots() {
    var found = [document].concat(closed);
    for (var i = 0; i < found.length; i++) {
      watch(found[i]);
      found[i].querySelectorAll("*").forEach(function (element) {
        var inner = element.shadowRoot;
        if (!inner && /^I?FRAME$/.test(element.tagName)) { try { inner = element.contentDocument; } catch (e) { inner = null; } }
        if (inner && found.indexOf(inner) < 0) found.push(inner);
      });
    }
    return found;
  }

  // the reading text of a root: characters without blanks, and the node and offset of each
  function reading(root) {
    var walker = (root.ownerDocument || root).createTreeWalker(root, NodeFilter.SHOW_TEXT), signs = [], at = [], node;
    while ((node = walker.nextNode())) {
      if (node.parentElement && NO_TEXT.test(node.parentElement.tagName)) continue;
      for (var i = 0; i < node.data.length; i++) {
        var plain = node.data[i].normalize("NFKC").replace(/[\s\u00ad\u200b-\u200f\u2060\ufeff]/g, "").toLowerCase();
        for (var k = 0; k < plain.length; k++) { signs.push(plain[k]); at.push([node, i]); }
      }
    }
    return { text: signs.join(""), at: at };
  }

  function touches(at, one, other) { return at[one] && at[other] && at[one][0] === at[other][0] && Math.abs(at[one][1] - at[other][1]) === 1; }

  // each place of the number: [first, last] of the digits, and of the whole badge with its label
  function placesIn(read) {
    var places = [];
    for (var start = read.text.indexOf(ask.number); start >= 0; start = read.text.indexOf(ask.number, start + 1)) {
      var end = start + ask.number.length;
      if (/\d/.test(read.text[start - 1] || "") && touches(read.at, start - 1, start)) continue;
      if (/\d/.test(read.text[end] || "") && touches(read.at, end - 1, end)) continue;
      var left = read.text.slice(Math.max(0, start - 30), start).match(new RegExp("(?:" + ask.left + ")$"));
      var right = read.text.slice(end, end + 8).match(new RegExp("^(?:" + ask.right + ")"));
      places.push({ first: start, end: end, from: start - (left ? left[0].length : 0), to: end + (right ? right[0].length : 0) });
    }
    return places;
  }

  function removeNumber(root) {
    var read = reading(root), done = 0, gone = new Map();
    placesIn(read).forEach(function (place) {
      done++;
      for (var i = place.from; i < place.to; i++) {
        var node = read.at[i][0];
        gone.set(node, (gone.get(node) || new Set()).add(read.at[i][1]));
      }
    });
    gone.forEach(function (offsets, node) {
      node.data = Array.from(node.data.split("").keys()).filter(function (i) { return !offsets.has(i); }).map(function (i) { return node.data[i]; }).join("");
    });
    root.querySelectorAll("input,button,[alt],[title]").forEach(function (element) {
      ["value", "alt", "title"].forEach(function (name) {
        var written = element.getAttribute(name);
        if (written && written.toLowerCase().indexOf(ask.number) >= 0) { element.setAttribute(name, ""); done++; }
      });
    });
    if (best + done) root.querySelectorAll(ask.services).forEach(function (link) { if (!/\d{6}/.test(link.textContent)) link.remove(); });
    return done;
  }

  // without its badge the page still says something: an empty one is no page that was read
  function keepSpeaking() {
    var body = document.body;
    if (spoken || window.top !== window || !body || body.tagName !== "BODY" || !body.firstChild) return;
    spoken = true;
    var words = document.createElement("p");
    words.textContent = "\u653f\u52a1\u8981\u95fb";
    words.style.cssText = "color:#000;background:#fff;font:16px/20px sans-serif;margin:0";
    body.insertBefore(words, body.firstChild);
  }

  function removeMark(root) {
    var found = root.querySelectorAll(ask.selector);
    found.forEach(function (element) { element.remove(); });
    return found.length;
  }

  // what is to be covered: functions that give rectangles of the moment, with an element to start the search for a container
  function targets(root) {
    if (!ask.number) {
      var pictures = [];
      root.querySelectorAll(ask.selector).forEach(function (element) {
        var inside = Array.from(element.querySelectorAll("img,svg,canvas"));
        pictures = pictures.concat(/^(IMG|AREA)$/i.test(element.tagName) || !inside.length ? [element] : inside);
      });
      return Array.from(new Set(pictures)).filter(function (element) { return !/^(SCRIPT|AREA)$/.test(element.tagName); }).map(function (element) {
        return { start: element, rects: function () { return [element.getBoundingClientRect()]; } };
      });
    }
    var read = reading(root);
    return placesIn(read).map(function (place) {
      var first = read.at[place.first], last = read.at[place.end - 1], range = first[0].ownerDocument.createRange();
      range.setStart(first[0], first[1]);
      range.setEnd(last[0], last[1] + 1);
      return { start: first[0].parentElement, key: first[0], rects: function () { return Array.from(range.getClientRects()).map(function (r) { return slim(r, first[0].parentElement); }); } };
    });
  }

  // a line's box reaches into its neighbours: the height of the glyphs alone
  function slim(rect, element) {
    var size = parseFloat(getComputedStyle(element).fontSize), height = Math.min(rect.height, size * 1.2);
    return rect.height > 2 * size ? rect : new DOMRect(rect.left, rect.top + (rect.height - height) / 2, rect.width, height);
  }

  // the nearest ancestor that moves, clips or scrolls what stands in it, so that the cover stays with the badge
  function containerOf(start) {
    for (var element = start.ownerSVGElement ? start.ownerSVGElement.parentElement : start; element; ) {
      var style = getComputedStyle(element), tag = element.tagName;
      if (tag === "HTML") return element;
      var turned = style.transform !== "none" && style.display !== "inline";
      // what the body says of scrolling holds for the window, unless the root says something itself
      var own = tag !== "BODY" || getComputedStyle(document.documentElement).overflowY !== "visible";
      var rolls = own && /auto|scroll|hidden/.test(style.overflowX + style.overflowY);
      if (!/^(IMG|SVG|CANVAS|A|SPAN|B|I|EM|FONT|INPUT|BUTTON|TABLE|TR|TBODY)$/i.test(tag) && (style.position !== "static" || turned || rolls)) {
        if (style.position === "static" && !turned) element.style.setProperty("position", "relative");
        return element;
      }
      element = element.parentElement || (element.getRootNode().host || null);
    }
    return document.documentElement;
  }

  function coverAll(root) {
    targets(root).forEach(function (target) {
      var start = target.key || target.start;
      if (covers.some(function (cover) { return cover.start === start; })) return;
      if (!target.rects().some(function (r) { return r.width > 2 && r.height > 2; })) return;
      covers.push({ start: start, rects: target.rects, boxes: [], container: containerOf(target.start) });
    });
  }

  function box(cover) {
    var made = cover.start.ownerDocument.createElement(ask.does === "cover_clear" ? "a" : "div");
    if (ask.does === "cover_clear") made.href = "/about.html";
    made.style.cssText = "position:absolute;display:block;margin:0;padding:0;border:0;opacity:1;transition:none;z-index:2147483647;left:0;top:0;" +
      (ask.does === "cover_clear" ? "" : "background:#7a8699;") + (ask.does === "cover_no_pointer" ? "pointer-events:none" : "");
    cover.container.appendChild(made);
    return made;
  }

  // each cover on its rectangle; corrected by what is measured, so that no container's own scale matters
  function settle() {
    var right = 0;
    covers.forEach(function (cover) {
      var wanted = cover.rects().filter(function (r) { return r.width > 2 && r.height > 2; });
      wanted.forEach(function (want, i) {
        cover.boxes[i] = cover.boxes[i] || box(cover);
        for (var turn = 0; turn < 3; turn++) {
          var made = cover.boxes[i], got = made.getBoundingClientRect(), scale = made.offsetWidth ? got.width / made.offsetWidth : 1;
          var off = Math.max(Math.abs(got.left - want.left), Math.abs(got.top - want.top), Math.abs(got.width - want.width), Math.abs(got.height - want.height));
          if (off < 0.75) break;
          made.style.left = parseFloat(made.style.left) + (want.left - got.left) / scale + "px";
          made.style.top = parseFloat(made.style.top) + (want.top - got.top) / scale + "px";
          made.style.width = want.width / scale + "px";
          made.style.height = want.height / scale + "px";
        }
        if (off < 1.5) right++;
      });
    });
    return right;
  }

  // the hidden badge once more, in plain sight at the end of the page, without what hid it
  function lift(root) {
    if (lifted || window.top !== window || document.readyState === "loading") return lifted ? 1 : 0;
    var shown = document.createElement("div");
    if (ask.number) {
      var read = reading(root), place = placesIn(read)[0];
      if (!place) return 0;
      shown.textContent = read.text.slice(place.from, place.to);
    } else {
      var link = Array.from(root.querySelectorAll(ask.selector)).find(function (element) { return element.tagName === "A"; });
      if (!link) return 0;
      shown.appendChild(link.cloneNode(true)).querySelectorAll("*").forEach(bare);
      bare(shown.firstChild);
    }
    shown.style.cssText = "all:initial;display:block;clear:both;position:relative;z-index:99;margin:0;padding:30px;background:#fff;color:#000;font:16px/24px sans-serif";
    document.body.appendChild(shown);
    lifted = true;
    return 1;
  }
  function bare(element) { ["style", "class", "id", "width", "height", "hidden"].forEach(function (name) { element.removeAttribute(name); }); }

  function pass() {
    var done = 0;
    if (ask.does === "remove") keepSpeaking();
    roots().forEach(function (root) {
      if (ask.does === "remove") done += ask.number ? removeNumber(root) : removeMark(root);
      else if (ask.does === "lift") done = Math.max(done, lift(root));
      else if (document.body) coverAll(root);
    });
    if (covers.length) done = settle();
    if (done > best) { best = done; fetch(ask.report); }
  }
  watch(document);
  document.addEventListener("DOMContentLoaded", pass);
  window.addEventListener("load", pass);
  setInterval(pass, 200);
})
