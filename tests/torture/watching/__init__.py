"""Attacks on the watched folder: the command is started, disturbed, and judged by what lies in its folders."""
