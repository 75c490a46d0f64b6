"""The doctor: looks at everything that a person would forget, and says of each fault what to do."""
