"""Recorded copies of sites, so that per-site scripts are tried without the network: recorded, replayed, held against what is expected."""
