"""Cities that are drawn from a small table: a row of truths for each site, and from each row its pages.

`cities/<name>/` holds a city: `city.toml`, `sites.csv` with the table, `error_reports.csv` with what readers reported to its sites.
"""

from checker.sample_city.drawn_cities.city import DrawnCity, known_cities, read_drawn_city
from checker.sample_city.drawn_cities.table import Row

__all__ = ["DrawnCity", "Row", "known_cities", "read_drawn_city"]
