"""What an activity says, in words people read."""
