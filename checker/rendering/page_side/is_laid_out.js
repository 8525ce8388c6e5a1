function () {
  // whether `this` takes any place now
  if (!this.isConnected) return false;
  if (this.nodeType === 1) return this.getClientRects().length > 0;
  const range = this.ownerDocument.createRange();
  range.selectNodeContents(this);
  return range.getClientRects().length > 0;
}
