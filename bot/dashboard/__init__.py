"""`/app`: the programme on the web, for whoever may see it."""
