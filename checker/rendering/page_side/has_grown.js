(least, area) => {
  // whether the page, or a box of so many square px, holds so many px more below than when it was read
  const isLarge = (one) => one.isPage || one.box.clientWidth * one.box.clientHeight >= area;
  const grows = (one) => one.box?.isConnected && one.read && one.box.scrollHeight - one.read >= least && isLarge(one);
  return innerWidth * innerHeight >= area && (globalThis.checkerScrollers || []).some(grows);
}
