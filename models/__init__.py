"""The domain: queue, log, rules and views. Knows the database, never a face, a socket or a printer."""
