() => {
  // how the page stands: small numbers that a carousel or a clock does not move
  const root = document.documentElement;
  const pictures = Array.from(document.images);
  return {
    ready: document.readyState,
    elements: document.getElementsByTagName("*").length,
    letters: Math.round((document.body ? document.body.textContent.length : 0) / 16),
    height: Math.max(root ? root.scrollHeight : 0, document.body ? document.body.scrollHeight : 0),
    pictures: pictures.filter((p) => !p.complete && p.loading !== "lazy" && p.getClientRects().length > 0).length,
    fonts: document.fonts ? document.fonts.status : "loaded",
  };
}
