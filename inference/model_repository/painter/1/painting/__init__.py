"""A procedural painter: words become a scene, a scene becomes layers, a style draws them. No weights, no clock.

It imports numpy, Pillow and resvg and nothing of the house it lives in: any Triton server can mount it unchanged.
"""

VERSION = "2.0"
"""The same order gives the same pixels for as long as this stays."""
