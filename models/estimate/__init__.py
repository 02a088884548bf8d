"""How long it takes until a visitor is called: a range that keeps its promise.

Pure: plain values in, plain values out. Knows no database, no web and no wall clock; the same facts give the
same range. The method, its sources and its limits are docs/wait.md.
"""
