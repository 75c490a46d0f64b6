"""LINE messages as people see them: values in, a message dict out, one card a file."""
