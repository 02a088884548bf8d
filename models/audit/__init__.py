"""The audit log: who did what to access and configuration, in a chain that shows when somebody rewrote it.

What visitors and guides do lies in the locations' logs (models/log.py). Knows no request and no page.
"""
