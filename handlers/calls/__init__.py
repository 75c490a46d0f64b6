"""What is said and tapped about calls: who or what units send, by when, and which units have not."""
