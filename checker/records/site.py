"""A site, as the roster names it."""

from typing import Literal

from checker.records.base import Record

Level = Literal["city_portal", "county_portal", "department", "park"]
Status = Literal["running", "offline"]


class Site(Record):
    """One row of a roster. `row` counts as a spreadsheet shows it (header = 1); 0 for a site without a roster."""

    key: str
    row: int = 0
    url: str
    scheme_assumed: bool = False  # no scheme stood in the roster: http:// was put before it
    site_code: str | None = None  # 网站标识码, lower case
    name: str | None = None  # 网站名称
    unit: str | None = None  # 填报单位
    level: Level | None = None  # 网站类型
    icp: str | None = None  # ICP备案号, as the roster writes it
    public_security: str | None = None  # 公安备案号, as the roster writes it
    status: Status = "running"  # 正常运行 or 永久下线
    services: bool | None = None  # 办事服务: whether its unit has services to offer; null where the roster does not say
    extra: dict[str, str] = {}  # columns that the checker does not know, kept as they are

    def expected_number(self, kind: str) -> str | None:
        """What the roster says of one of the three numbers, as it writes it; None where it says nothing."""
        return {"site_code": self.site_code, "icp": self.icp, "public_security": self.public_security}.get(kind)
