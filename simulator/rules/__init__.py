"""LINE's published rules as data: what a request may hold, how often it may come, what LINE says when it may not."""
