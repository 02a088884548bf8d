"""Read models: what each audience sees, as pure functions of the database and the moment.

A view is plain JSON, whole, and small. It may not depend on who asks or on what was asked before.
"""
