"""The development plan of an organisation: who learned what, what is lacking, what is planned and spent."""
