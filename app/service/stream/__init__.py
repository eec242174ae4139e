"""Many pages over one request: a line of JSON a page, in and out at the same time."""
