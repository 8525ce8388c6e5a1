(area, limit) => {
  // of the page and the boxes of so many square px that were read: how many px more they hold below than then (the most), and whether
  // one grew beyond the limit of reading
  if (innerWidth * innerHeight < area) return { more: 0, cut: false };
  const isLarge = (one) => one.isPage || one.box.clientWidth * one.box.clientHeight >= area;
  const read = (globalThis.checkerScrollers || []).filter((one) => one.box?.isConnected && one.read && isLarge(one));
  return {
    more: Math.max(0, ...read.map((one) => one.box.scrollHeight - one.read)),
    cut: read.some((one) => one.first < limit && one.box.scrollHeight >= limit),
  };
}
