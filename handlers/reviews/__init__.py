"""What mentors answer to activities and questions, and what their authors do with it."""
