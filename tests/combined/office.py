"""An invented office: its names, its numbers, and what the roster has of them."""

import random
from dataclasses import dataclass

from tests.sites.server import REGISTERED

# character of ICP numbers, of police numbers, area code of the province; the 99 behind it is no place
PROVINCES = (
    *(("蜀", "川", "51"), ("黔", "贵", "52"), ("陇", "甘", "62"), ("京", "京", "11"), ("粤", "粤", "44"), ("苏", "苏", "32")),
    *(("浙", "浙", "33"), ("鲁", "鲁", "37"), ("豫", "豫", "41"), ("新", "新", "65"), ("蒙", "蒙", "15"), ("桂", "桂", "45")),
)
_PLACES = ("绵山市", "岚河县", "青梧县", "黔岭市", "松陵区", "云渡州")
_OFFICES = ("人民政府", "教育和体育局", "人力资源和社会保障局", "水务局", "市场监督管理局", "林业和草原局", "统计局", "文化和旅游局")


def digits(chance: random.Random, count: int) -> str:
    """So many digits, no two neighbours alike, so that no digit could be taken for a smear of the next."""
    found = ""
    while len(found) < count:
        digit = chance.choice("0123456789")
        if found[-1:] != digit:
            found += digit
    return found


@dataclass(frozen=True)
class Office:
    """The numbers are in normal form; `roster` holds those that the roster has."""

    name: str
    site_code: str
    icp: str
    public_security: str
    loader: str
    certificate: str
    roster: dict[str, str]

    def number(self, kind: str) -> str:
        return {"site_code": self.site_code, "icp": self.icp, "public_security": self.public_security}[kind]


def found_office(chance: random.Random) -> Office:
    """An office by chance; each of its numbers is on the roster in four of five cases."""
    icp_province, police_province, area = chance.choice(PROVINCES)
    name = chance.choice(_PLACES) + chance.choice(_OFFICES)
    ministry = chance.random() < 0.1
    numbers = {
        "site_code": f"bm{digits(chance, 8)}" if ministry else f"{area}99{digits(chance, 6)}",
        "icp": f"{icp_province}ICP备{chance.choice(('38', '2038'))}{digits(chance, 6)}号{chance.choice(('', '', '-1', '-12'))}",
        "public_security": f"{police_province}公网安备{area}99{digits(chance, 2)}02{digits(chance, 6)}号",
    }
    loader, certificate, _ = chance.choice(REGISTERED)
    roster = {kind: number for kind, number in numbers.items() if chance.random() < 0.8}
    return Office(name, **numbers, loader=loader, certificate=certificate, roster=roster)
