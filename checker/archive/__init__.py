"""What is asked of all runs of an archive together: an index over them, what is found in it, what is exported, and what may go."""
