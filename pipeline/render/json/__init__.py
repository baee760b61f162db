"""JSON, the model itself."""
