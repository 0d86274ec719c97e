"""Geometry of the grids: pure functions over Shapely; no database, no web, nothing else of this project."""
