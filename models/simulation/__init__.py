"""Visitors and guides who do not exist, for training, demonstrations and measurements.

They use the same actions as everybody else, with a clock of their own.
"""
