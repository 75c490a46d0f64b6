"""Trainings of staff, and the development plan of an organisation: tables and their queries."""
