"""Time-stamps by a real authority (`openssl ts`) on loopback: kept, checked by openssl, and found out whatever is done to them."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.evidence import stamps as stamps_file
from checker.evidence.after_folder import AfterFolder
from checker.evidence.clock import utc_now
from checker.evidence.der_order import order_certificates
from checker.evidence.json_lines import json_page
from checker.evidence.manifest import seal_after
from checker.evidence.plain_files import seal
from checker.evidence.stamp_reply import NoStampError, chain_of, led_to, make_query, read_authorities, read_reply, require_fit, to_pem
from checker.evidence.stamps import STAMPS, check_stamps, keep_stamp
from checker.evidence.verify import verify
from checker.faults import UsageFault
from tests.evidence.runs import write_run
from tests.evidence.stamp_authority import LocalAuthority

ADDRESS = "http://tsa.example/tsr"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("tsa") / "own")


def put_stamp(run: Path, authority: LocalAuthority) -> None:
    raw = (run / "manifest.json").read_bytes()
    reply = read_reply(authority.stamp(make_query(raw).der))
    with AfterFolder(run) as after:
        keep_stamp(after, ADDRESS, raw, reply, read_authorities(authority.root))


@pytest.fixture(scope="module")
def stamped(authority: LocalAuthority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    run = write_run(tmp_path_factory.mktemp("archive"), "night")
    put_stamp(run, authority)
    return run


@pytest.fixture
def run(stamped: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(stamped, tmp_path / "night")
    yield tmp_path / "night"


def found(run: Path, *authorities: Path) -> list[tuple[str, str]]:
    check = check_stamps(run, authorities)
    assert (check.state == "failed") == bool(check.blames)
    return [(blame.kind, blame.file) for blame in check.blames]


def attachments(run: Path) -> list[str]:
    line = json.loads((run / STAMPS).read_text().splitlines()[0])
    return [each["file"] for each in line["attachments"]]


def test_a_stamp_is_kept_with_its_chain_and_the_run_stays_whole(stamped: Path, authority: LocalAuthority) -> None:
    alone, known = check_stamps(stamped), check_stamps(stamped, [authority.root])
    assert (alone.state, [s.is_vouched for s in alone.stamps]) == ("passed", [False])
    assert (known.state, [s.is_vouched for s in known.stamps]) == ("passed", [True])
    assert known.stamps[0].authority == ADDRESS and known.stamps[0].time[:13] == utc_now()[:13]
    assert not verify(stamped).altered


def test_openssl_checks_it_with_nothing_of_ours(stamped: Path, authority: LocalAuthority) -> None:
    reply, chain = attachments(stamped)
    for trusted in (authority.root, stamped / chain):
        words = ["openssl", "ts", "-verify", "-in", str(stamped / reply), "-data", str(stamped / "manifest.json"), "-CAfile", str(trusted)]
        told = subprocess.run(words, capture_output=True, text=True, check=False)
        assert told.returncode == 0 and "OK" in told.stdout + told.stderr


def test_every_byte_of_a_reply_counts(run: Path, authority: LocalAuthority) -> None:
    name = attachments(run)[0]
    whole = (run / name).read_bytes()
    unseen = 0
    for place in range(0, len(whole), 5):
        (run / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        unseen += check_stamps(run, [authority.root]).state == "passed"
        assert name in verify(run).files, "its hash stands in the log and in after/manifest.json"
    assert unseen <= len(whole) / 250, "the authority's own signature holds nearly all of it by itself"
    (run / name).write_bytes(whole[:-1])
    assert found(run) == [("altered", name)]
    (run / name).unlink()
    assert found(run) == [("missing", name)]
    (run / name).symlink_to("../../run.json")
    assert found(run) == [("unreadable", name)]


def test_a_stamp_holds_for_one_manifest_alone(run: Path, authority: LocalAuthority) -> None:
    content = json.loads((run / "manifest.json").read_bytes())
    content["closed"] = content["closed"].replace(content["closed"][:4], "2020")
    del content["self_sha256"]
    (run / "manifest.json").write_bytes(json_page(content | {"self_sha256": seal(json_page(content)).sha256}))
    assert found(run, authority.root) == [("mismatched", "manifest.json")]
    line = json.loads((run / STAMPS).read_text())
    line["of"] = seal((run / "manifest.json").read_bytes()).sha256
    (run / STAMPS).write_text(json.dumps(line) + "\n")
    assert found(run, authority.root) == [("altered", attachments(run)[0])], "the forger's line, but the authority's stamp"


def test_a_line_that_was_meddled_with(run: Path, authority: LocalAuthority) -> None:
    whole = json.loads((run / STAMPS).read_text())
    outside = [dict(whole["attachments"][0], file="../night/after/../run.json"), whole["attachments"][1]]
    for change in ({"time": "2020-01-01T00:00:00Z"}, {"serial": "7"}, {"attachments": outside}, {"authority": 7}, {"more": 1}):
        (run / STAMPS).write_text(json.dumps(whole | change) + "\n")
        assert found(run, authority.root) == [("altered", STAMPS)], change
    (run / STAMPS).write_bytes(b"\xff\n")
    assert found(run) == [("altered", STAMPS)]
    (run / STAMPS).unlink()
    assert check_stamps(run).state == "not_applicable" and STAMPS in verify(run).files
    (run / STAMPS).mkdir()
    assert found(run) == [("unreadable", STAMPS)]


_MOMENTS = ["2026-11-23T12:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "", "云岭"]
_VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=9)
    | st.sampled_from([*_MOMENTS, "after/", "after/\0", "after/\ud800", "after/stamps.jsonl"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["file", "name", "sha256", "size"]), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(st.sampled_from(["at", "authority", "of", "time", "serial", "policy", "attachments", "prev"]), _VALUES, min_size=1),
    st.none() | st.sampled_from(_MOMENTS),
)
def test_whatever_stands_on_a_line_is_named_and_never_believed(run: Path, change: dict[str, object], file: str | None) -> None:
    whole = json.loads((run / STAMPS).read_text().splitlines()[-1])
    line = whole | change
    if file is not None:
        line["attachments"] = [{**whole["attachments"][0], "file": f"after/{file}"}, whole["attachments"][1]]
    (run / STAMPS).write_text(json.dumps(line) + "\n" + json.dumps(whole) + "\n")
    check = check_stamps(run)
    if line == whole | {name: line.get(name) for name in ("prev", "authority", "at")}:
        assert len(check.stamps) in (1, 2)  # who answered, and our own clock, are no part of what the authority signed
    else:
        assert check.state == "failed" and len(check.stamps) == 1


def test_a_stamp_of_an_authority_of_the_forgers_own_is_not_vouched_for(run: Path, authority: LocalAuthority, tmp_path: Path) -> None:
    shutil.rmtree(run / "after")
    put_stamp(run, LocalAuthority(tmp_path / "foreign", "foreign"))
    check = check_stamps(run, [authority.root])
    assert (check.state, [s.is_vouched for s in check.stamps]) == ("passed", [False])


def test_a_clock_that_was_set_back_shows(run: Path, authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine wrote its own time beside the authority's."""
    shutil.rmtree(run / "after")
    monkeypatch.setattr("checker.evidence.chained_log.utc_now", lambda: "2026-01-02T03:04:05.000000Z")
    put_stamp(run, authority)
    check = check_stamps(run, [authority.root])
    assert found(run, authority.root) == [("back_dated", STAMPS)]
    assert "2026-01-02T03:04:05Z" in (check.blames[0].english or "")


def test_a_run_that_says_it_closed_after_its_stamp(tmp_path: Path, authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.evidence.manifest.utc_now", lambda: "2099-01-01T00:00:00.000000Z")
    run = write_run(tmp_path, "ahead")
    put_stamp(run, authority)
    assert found(run, authority.root) == [("back_dated", "manifest.json")]
    monkeypatch.setattr(stamps_file, "CLOCK_TOLERANCE", stamps_file.CLOCK_TOLERANCE * 1e7)
    assert check_stamps(run, [authority.root]).state == "passed", "the tolerance is what decides"


def test_what_is_no_stamp_of_what_was_asked_is_refused(authority: LocalAuthority, tmp_path: Path) -> None:
    roots = read_authorities(authority.root)
    query = make_query(b"manifest")
    reply = read_reply(authority.stamp(query.der))
    require_fit(reply, b"manifest", roots, query.nonce)
    with pytest.raises(NoStampError, match="does not hold"):
        require_fit(reply, b"another", roots, query.nonce)
    with pytest.raises(NoStampError, match="does not hold"):
        require_fit(reply, b"manifest", roots, query.nonce + 1)
    with pytest.raises(NoStampError, match="no authority that is trusted here"):
        require_fit(reply, b"manifest", read_authorities(LocalAuthority(tmp_path / "other", "other").root))
    for rubbish in (b"", b"<html>", reply.raw[:-1]):
        with pytest.raises(NoStampError, match="no time-stamp reply"):
            read_reply(rubbish)
    with pytest.raises(NoStampError, match="the authority refused"):
        read_reply(authority.stamp(b"no query at all"))


def test_the_chain_leads_from_the_reply_to_the_root(authority: LocalAuthority, tmp_path: Path) -> None:
    other = read_authorities(LocalAuthority(tmp_path / "other", "other").root)
    root = read_authorities(authority.root)
    reply = read_reply(authority.stamp(make_query(b"manifest").der))
    assert chain_of(reply, [*other, *root, *reply.certificates]) == root
    (tmp_path / "both.pem").write_bytes(b"a remark\n" + to_pem([*other, *root]))
    assert read_authorities(tmp_path / "both.pem") == [*other, *root]


def test_a_file_without_a_certificate_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("云岭")
    (tmp_path / "bad").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    for name, told in (("none", "cannot be read"), ("text", "holds no certificate"), ("bad", "holds a certificate that cannot be read")):
        with pytest.raises(UsageFault, match=told):
            read_authorities(tmp_path / name)


def test_a_report_written_before_and_after_stays_right(run: Path) -> None:
    seal_after(run)
    assert not verify(run).altered


@pytest.mark.parametrize("name", ["a", "an authority whose name is long enough to come last in any order"])
def test_an_authority_that_sends_its_chain_is_read_in_whatever_order(tmp_path: Path, name: str) -> None:
    """OpenSSL sends the signer's certificate first; a set in DER is in the order of its bytes."""
    authority = LocalAuthority(tmp_path / "chain", "time-stamping", between=name, sends_chain=True)
    query = make_query(b"manifest")
    raw = authority.stamp(query.der)
    reply = read_reply(raw)
    assert reply.raw == raw and len(reply.certificates) == 2
    require_fit(reply, b"manifest", read_authorities(authority.root), query.nonce)
    for at in range(0, len(raw), 7):
        order_certificates(raw[:at])  # what is cut anywhere is no trouble of ours
    assert order_certificates(order_certificates(raw)) == order_certificates(raw)
    assert sorted(order_certificates(raw)) == sorted(raw)


def test_a_stamp_below_an_intermediate_is_known_by_its_root_alone(tmp_path: Path) -> None:
    authority = LocalAuthority(tmp_path / "chain", "time-stamping", between="between")
    both = tmp_path / "both.pem"
    both.write_bytes(authority.intermediate.read_bytes() + authority.root.read_bytes())
    run = write_run(tmp_path, "night")
    raw = (run / "manifest.json").read_bytes()
    with AfterFolder(run) as after:
        keep_stamp(after, "authority", raw, read_reply(authority.stamp(make_query(raw).der)), read_authorities(both))
    check = check_stamps(run, [authority.root])
    assert check.state == "passed" and [each.is_vouched for each in check.stamps] == [True]
    other = LocalAuthority(tmp_path / "other", "other")
    assert [each.is_vouched for each in check_stamps(run, [other.root]).stamps] == [False]


def test_what_lies_beside_a_stamp_is_trusted_only_where_a_root_leads_to_it(tmp_path: Path) -> None:
    true, forger = (LocalAuthority(tmp_path / name, "time-stamping", between="between") for name in ("true", "forger"))
    roots, beside = read_authorities(true.root), [*read_authorities(forger.root), *read_authorities(forger.intermediate)]
    assert led_to(roots, beside) == roots
    assert led_to(roots, [*beside, *read_authorities(true.intermediate)]) == [*roots, *read_authorities(true.intermediate)]
