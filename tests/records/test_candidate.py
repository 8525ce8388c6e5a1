"""What becomes of a candidate in the second lap."""

from checker.records.base import Box
from checker.records.candidate import Candidate, Piece, Proven, with_failure
from checker.records.sighting import Proof

BOX = Box(1, 2, 3, 4)
LAID_OUT = Piece(0, 7, "text", 0, 5, "蜀ICP备", BOX)
CANDIDATE = Candidate(
    kind="icp", shape="number", source="text", raw="蜀ICP备05003648号", pieces=(LAID_OUT,), value="蜀ICP备05003648号",
    link="https://beian.miit.gov.cn/", around="备案号",
)  # fmt: skip


def test_a_candidate_is_laid_out_only_with_all_of_its_pieces() -> None:
    assert CANDIDATE.is_laid_out
    assert not Candidate("icp", "number", "text", "", (LAID_OUT, Piece(0, 8, "text"))).is_laid_out
    assert not Candidate("icp", "loader", "script", "", ()).is_laid_out


def test_a_candidate_without_proof_keeps_what_it_said() -> None:
    sighting = CANDIDATE.proven(None)
    assert (sighting.kind, sighting.value, sighting.link, sighting.around) == ("icp", CANDIDATE.value, CANDIDATE.link, "备案号")
    assert sighting.proof is None
    assert sighting.box is None


def test_a_proven_candidate_has_box_proof_and_evidence() -> None:
    proven = Proven(Proof(seen=True, parts=14, parts_seen=14), BOX, "sites/a/home.jpg", evidence=["sites/a/badge-icp-1.png"])
    sighting = CANDIDATE.proven(proven)
    assert sighting.proof == proven.proof
    assert (sighting.box, sighting.box_in, sighting.evidence) == (BOX, "sites/a/home.jpg", ["sites/a/badge-icp-1.png"])


def test_the_reason_of_the_network_comes_before_what_the_page_shows() -> None:
    proof = Proof(seen=False)
    assert with_failure(CANDIDATE, "HTTP 404").proven(Proven(proof)).failure == "HTTP 404"
    assert with_failure(CANDIDATE, "HTTP 404").proven(Proven(proof, failure="picture did not load")).failure == "HTTP 404"
    assert CANDIDATE.proven(Proven(proof, failure="picture did not load")).failure == "picture did not load"
