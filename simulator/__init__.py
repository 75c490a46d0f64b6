"""A simulator of the LINE platform for demos, tests and benches. It and the bot never import each other."""
