"""Release copies of Word reports: what a coordinator leaves out is gone, and a record says why."""
