"""What participants say and tap about their daily field activities."""
