"""Training of the reader: from question files to weights. Nothing that answers imports it."""
