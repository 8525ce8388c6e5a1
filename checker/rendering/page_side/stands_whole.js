() => {
  // whether this document was read to its end: a parser that waits for a script, a style sheet or more of the body has not got there
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const ready = own("readyState");
  return ready === "complete" || (ready === "interactive" && performance.timing.domContentLoadedEventStart > 0);
}
