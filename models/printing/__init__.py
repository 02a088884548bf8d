"""Paper as the domain knows it: which printer, what is to be printed, and what became of it.

Knows the database and no device; who talks to printers asks here for the next job.
"""
