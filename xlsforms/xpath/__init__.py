"""XPath with ODK's rules. elementpath parses and walks; tokens of ours decide about values and comparisons."""
