"""Keeps what was seen so that it can be trusted later: run folders, logs, manifests, and the proof that nobody changed them."""
