(addresses) => {
  // whether one of these scripts is deferred: those behind it wait for it, and all that waits for the document to be read. A document
  // that was written over another calls itself complete all the same
  const scripts = Document.prototype.getElementsByTagName.call(document, "script");
  return Array.from(scripts).some((script) => (script.defer || script.type === "module") && !script.async && addresses.includes(script.src));
}
