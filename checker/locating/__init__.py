"""Reads a look and names what may be a badge. Pure: pixels and layout in, candidates and sightings out."""
