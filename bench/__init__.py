"""Quality and speed of the engine and its peers, side by side over the same pages in one run."""
