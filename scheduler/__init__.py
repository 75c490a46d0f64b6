"""What happens by the clock. The clock only ticks; what is due stands in the database."""
