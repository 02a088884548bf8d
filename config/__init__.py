"""Settings, logging and sample regions. Knows nothing of the rest of the house."""
