"""Faults put into written files, to see that each format's check finds them.

A fault is a function that damages an opened file; its docstring says what a user of the file would suffer. They were
written from what users need and from the files themselves, never by looking at what is checked.

A format is a module or a folder here that opens a `Bench` of that format, declares its faults with `@fault(…)` and
names them in `catalogue.py`. `python -m tests.faults` prints the table and who caught what.
"""
