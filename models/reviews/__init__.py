"""Reviews of activities, who reviews for whom, and questions to mentors."""
