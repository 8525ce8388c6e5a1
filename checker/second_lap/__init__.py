"""The road's second lap: what the first look named is proven, read and opened."""
