"""The development plan of an organisation in the chat: training recorded and confirmed, the plan changed."""
