"""What each force decided: one validated file per force."""
