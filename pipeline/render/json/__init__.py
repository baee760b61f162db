"""JSON: the model itself, in its one byte form."""
