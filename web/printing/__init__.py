"""Between the list of print jobs and the printers: the words on paper, and a worker for each printer."""
