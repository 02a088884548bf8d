"""Who and what may act: people, keys, devices, sessions. Secrets are stored as hashes only."""
