"""What the pages of the dashboard show: values within an access scope, without a word of any language."""
