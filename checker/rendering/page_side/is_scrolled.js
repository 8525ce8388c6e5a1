() => {
  const root = document.scrollingElement || document.documentElement;
  return !!root && (root.scrollTop > 0 || root.scrollLeft > 0);
}
