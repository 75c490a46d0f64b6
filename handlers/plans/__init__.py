"""Development plans in the chat: drafting, agreeing, check-ins, results, duties on return."""
