() => {
  // whether a person can scroll the page itself
  const root = document.scrollingElement || document.documentElement;
  const clips = (e) => e && /hidden|clip/.test(getComputedStyle(e).overflowY);
  return root.scrollHeight > innerHeight + 4 && !clips(document.documentElement) && !clips(document.body);
}
