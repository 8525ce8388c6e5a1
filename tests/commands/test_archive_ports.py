"""`checker archive find` where one host has a site at each of its ports."""

from pathlib import Path

from tests.commands.conftest import Enter
from tests.commands.test_archive import found
from tests.running.kept import CZJ, RSJ, SLJ, keep_run, looks_of


def test_a_port_tells_sites_of_one_host_apart(tmp_path: Path, enter: Enter) -> None:
    hosts = {RSJ: "portal.yunling.gov.cn:8081", CZJ: "portal.yunling.gov.cn:808", SLJ: "portal.yunling.gov.cn"}
    keep_run(tmp_path, sites=[looks_of(key, host, f"云岭市{key}") for key, host in hosts.items()])
    for key, host in hosts.items():
        names = (host, f"http://{host}/", host.upper()) if ":" in host else (f"{host}/zwgk/", f"https://{host}:443/")
        for name in names:
            assert [row[1] for row in found(enter, tmp_path, "--site", name)] == ([key] if ":808" in name else [RSJ, CZJ, SLJ]), name
    assert found(enter, tmp_path, "--site", "portal.yunling.gov.cn:8082") == []
