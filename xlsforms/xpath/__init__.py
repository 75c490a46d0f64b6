"""XPath as ODK means it: elementpath reads and walks the expressions, our tokens decide what values are and compare."""
