"""From columns as they were read to columns as an edition counts them: days are settled here, under the as-of day, and nowhere earlier."""
