"""What a run costs beside the least that a user would write: the same pages, browser, flags and pages in flight, in one run."""
