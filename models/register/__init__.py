"""The processing register (AVG art. 30): every column of every table, why it is there and how long.

A column is one line in the file of its part; `python -m models.register` writes docs/processing-register.md.
"""
