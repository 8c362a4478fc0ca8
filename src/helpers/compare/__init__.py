"""Results set beside others: earlier months now; targets and published figures as they come."""
