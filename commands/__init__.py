"""The command line: one file per command, and the server put together for `serve`."""
