"""How many sites walk the road at once, what a run begins and ends with, and what is told meanwhile."""
