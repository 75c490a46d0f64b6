"""What mentors say of activities, who answers for whom, and questions to mentors."""
