"""Papers that are printed: typeset with Typst from templates, in Sarabun."""
