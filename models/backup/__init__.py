"""A copy of everything an installation keeps, in one file that both kinds of database can be filled from."""
