"""Live feeds: tables of typed fields that are read in portions, for OData and CSV."""
