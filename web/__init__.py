"""What the three faces share over HTTP: pages, security, sign-in, the REST API, the start page."""
