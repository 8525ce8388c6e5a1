() => {
  // how the page stands: small numbers, to which a carousel or a clock comes back; read past what a page names its forms and pictures
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const root = own("documentElement");
  const body = own("body");
  return {
    ready: own("readyState"),
    elements: Document.prototype.getElementsByTagName.call(document, "*").length,
    letters: Math.round((root ? root.textContent.length : 0) / 16),
    height: Math.max(root ? root.scrollHeight : 0, body ? body.scrollHeight : 0),
  };
}
