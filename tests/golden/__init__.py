"""Small exact results of each stage."""
