"""Reports and other papers that an office files: every kind, what stands in it, and how it is made."""
