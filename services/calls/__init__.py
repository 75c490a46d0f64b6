"""What units send in answer to calls: stored, checked, sent with a number, withdrawn, counted."""
