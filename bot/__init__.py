"""The robot's runtime: what a Blue Prism developer recognises; it knows nothing of Niche or of MASH."""
