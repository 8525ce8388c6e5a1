() => {
  // whether this document is scrolled; its body may scroll by itself
  const root = document.scrollingElement || document.documentElement;
  return [root, document.body].some((e) => !!e && (e.scrollTop > 0 || e.scrollLeft > 0));
}
