() => ({
  words: (document.body ? document.body.innerText : "").replace(/\s+/g, " ").trim().slice(0, 600),
  scripts: document.scripts.length,
})
