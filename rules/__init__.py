"""The checklist as data: one YAML file a rule, in its family's folder, and the vocabulary."""
