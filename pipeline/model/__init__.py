"""What flows through the pipeline: pages, blocks, the resolution, findings and outcomes."""
