"""Who is to be checked: roster files and single addresses become sites."""

from checker.roster.roster import Roster, read_roster, site_from_address
from checker.roster.shards import parse_shard, take_shard
from checker.roster.troubles import Refusal, Remark

__all__ = ["Refusal", "Remark", "Roster", "parse_shard", "read_roster", "site_from_address", "take_shard"]
