"""Telling a visitor's closed page of the call: what it says, sealed, signed and sent, after the commit."""
