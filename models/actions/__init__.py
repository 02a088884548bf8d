"""What can be done at a location.

An action takes a turn and plain values, checks the rule, changes the rows and records the fact. It never
commits.
"""
