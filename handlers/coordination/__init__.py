"""What coordinators and mentors ask about others, announce and arrange."""
