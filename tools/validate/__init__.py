"""The judges from outside: validators and readers that others wrote, over all that the pipeline publishes."""
