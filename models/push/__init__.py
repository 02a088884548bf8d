"""What a visitor's browser is told while its page is closed: where, when, and that it is told once.

Knows the database and no push service; who talks to those asks here what is due.
"""
