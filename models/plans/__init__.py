"""Development plans: goals in numbered revisions, the word of each side, duties on return."""
