"""The folder of a programme as an operator or a coordinator has it: checked, made, described for editors."""
