"""What can be done at a location. An action takes a turn and plain values, checks, changes, records; it never commits."""
