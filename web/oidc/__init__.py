"""Signing in with the account of one's organisation: OpenID Connect by Authlib."""
