"""Benchmarks: each figure beside its floor (the least work possible) and a peer, in one run."""
