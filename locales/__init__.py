"""All sentences that people read, one folder for each language, and the code that reads them."""
