"""Inspects government websites in real Chromium and keeps the proof."""
