"""What is erased on its term: the rules as data, and the run that carries them out bit by bit."""
