"""The worker: one document in a process of its own, within limits, that cannot take anything else down."""
