"""What people say and tap while a form is open, and what opens one."""
