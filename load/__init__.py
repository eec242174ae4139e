"""What the service bears, in figures: load, faults, long runs and hostile input, against the real thing over HTTP."""
