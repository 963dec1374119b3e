"""What people decided about a review's findings: kept in a file beside the report, and counted."""
