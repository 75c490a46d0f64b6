"""The messages that people see. Each module builds one card: it takes values and returns LINE's message as a dict."""
