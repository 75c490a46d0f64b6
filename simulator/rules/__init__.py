"""LINE's published rules as data: what a request may contain, how often it may come, and LINE's error texts."""
