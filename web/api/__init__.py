"""The REST API, version 1. Thin: each operation calls one thing in models/."""
