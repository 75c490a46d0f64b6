"""What is audited, erased and unsent."""
