"""The LINE platform on localhost, for demos, tests and benchmarks; it and the product never import each other."""
