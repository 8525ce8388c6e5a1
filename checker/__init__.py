"""Inspects government websites in real Chromium and keeps the proof."""

__version__ = "0.1.0"
