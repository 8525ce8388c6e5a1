"""The sample city: an embedded city of government sites on loopback, with known truth beside each."""

from checker.sample_city.city import SampleCity
from checker.sample_city.proxy import Visit
from checker.sample_city.truth import BadgeTruth, Truth

__all__ = ["BadgeTruth", "SampleCity", "Truth", "Visit"]
