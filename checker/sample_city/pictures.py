"""The city's pictures, drawn by code when first asked for: landscapes, the badges' pictures, emblems, phone codes."""

import random
import re
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin

import numpy as np
from PIL import Image, ImageDraw

RED, GOLD, BLUE = (200, 16, 24), (250, 205, 70), (28, 74, 150)
SKIES = [((96, 152, 205), (236, 240, 232)), ((235, 150, 92), (252, 226, 170)), ((60, 98, 160), (190, 214, 230))]
GROUNDS = [(58, 98, 62), (74, 86, 110), (104, 92, 58), (40, 84, 92)]
# Nine characters as 16×16 dots, a row a line of four hex digits, so that no font of the machine is needed.
DOTS = {
    "党": "1188199809907ffe600640024ff20810081008100ff0064006400c423842707e",
    "政": "002000607f600860087e08c46fc46dec6828683868386f307f38706c01c60002",
    "机": "180018f8188818887e88188818883c883c883e8878885988190919091b0f1a0e",
    "关": "081008100c3004203ffc0180018001807ffe01c003c0036006301c18780e6002",
    "府": "008000c03ffe2208220c260c27fe2c0c3c0c24cc244c246c640c640c440c4438",
    "网": "00007ffe6006601662167ab66ef66666662666766f5669de788671866006601c",
    "站": "1020182008207e30003e24202420242025fe25862d860f867f86618601fe0186",
    "找": "104010d810c8104c7c4e13fe104010441c6c786850301030107310da138e7000",
    "错": "104830483ffe604840483cc819fe100018fc7e84108410fc10841c8418fc0084",
}
LANDSCAPE = re.compile(r"photo-(\d+)-(\d{2,4})x(\d{2,4})\.jpg")


@lru_cache(maxsize=256)
def draw(name: str) -> bytes | None:
    """The picture file `name` (PNG, or JPEG for `photo-<seed>-<width>x<height>.jpg`); null for a name nobody knows."""
    if found := LANDSCAPE.fullmatch(name):
        seed, width, height = (int(number) for number in found.groups())
        return _as_file(_landscape(seed, width, height), "JPEG")
    painter = PAINTERS.get(name)
    return _as_file(painter(), "PNG") if painter else None


def _as_file(picture: Image.Image, kind: str) -> bytes:
    file = BytesIO()
    picture.save(file, kind, quality=78, optimize=kind == "PNG")
    return file.getvalue()


def _landscape(seed: int, width: int, height: int) -> Image.Image:
    """Sky, sun and three ranges of hills; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 – a drawing, not a secret
    top, low = SKIES[seed % len(SKIES)]
    down = np.linspace(0, 1, height)[:, None, None]
    sky = np.broadcast_to(np.array(top) * (1 - down) + np.array(low) * down, (height, width, 3))
    picture = Image.fromarray(sky.astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    x, y, r = width * chance.uniform(0.2, 0.8), height * chance.uniform(0.15, 0.35), height * 0.08
    pen.ellipse((x - r, y - r, x + r, y + r), fill=(255, 244, 214))
    ground = np.array(GROUNDS[seed % len(GROUNDS)])
    for depth in range(3):
        base, swing = height * (0.5 + 0.17 * depth), height * (0.16 - 0.03 * depth)
        phase, pace = chance.uniform(0, 6), chance.uniform(1.5, 3.5) + depth
        ridge = [
            (px, base - swing * (sin(px / width * pace * pi + phase) + 0.4 * sin(px / width * pace * 7 + phase)))
            for px in range(0, width + 8, 8)
        ]
        shade = ground * (0.55 + 0.2 * depth) + np.array(low) * (0.38 - 0.16 * depth)
        pen.polygon([*ridge, (width, height), (0, height)], fill=tuple(int(min(255, part)) for part in shade))
    return picture


def _star(x: float, y: float, radius: float, turn: float = -pi / 2) -> list[tuple[float, float]]:
    spokes = [(radius if spoke % 2 == 0 else radius * 0.4, turn + spoke * pi / 5) for spoke in range(10)]
    return [(x + far * cos(angle), y + far * sin(angle)) for far, angle in spokes]


def _shield(field: tuple[int, int, int], rim: tuple[int, int, int], words: str) -> Image.Image:
    """An invented shield of 80×96 px: a star over a gate, and four characters below."""
    big = Image.new("RGBA", (320, 384), (0, 0, 0, 0))
    pen = ImageDraw.Draw(big)
    edge = [(160, 4), (230, 34), (312, 40), (312, 210), (270, 310), (160, 380), (50, 310), (8, 210), (8, 40), (90, 34)]
    pen.polygon(edge, fill=rim)
    pen.polygon([(160 + (x - 160) * 0.93, 188 + (y - 188) * 0.93) for x, y in edge], fill=field)
    pen.polygon(_star(160, 76, 34), fill=rim)
    pen.rectangle((80, 116, 240, 130), fill=rim)
    for left in (92, 130, 170, 208):
        pen.rectangle((left, 130, left + 18, 160), fill=rim)
    small = big.resize((80, 96), Image.Resampling.LANCZOS)
    _write(small, 8, 42, words, (255, 255, 255))
    return small


def _write(picture: Image.Image, x: int, y: int, words: str, colour: tuple[int, int, int]) -> None:
    for place, character in enumerate(words):
        dots = Image.frombytes("1", (16, 16), bytes.fromhex(DOTS[character]))
        picture.paste(colour, (x + 16 * place, y), dots)


def _find_error() -> Image.Image:
    """A white box of 112×48 px with a red magnifying glass: 政府网站找错."""
    big = Image.new("RGB", (448, 192), (255, 255, 255))
    pen = ImageDraw.Draw(big)
    pen.rectangle((0, 0, 447, 191), outline=RED, width=6)
    pen.line((104, 116, 142, 158), fill=RED, width=22)
    pen.ellipse((28, 24, 124, 120), outline=RED, width=16)
    pen.polygon(_star(76, 72, 26), fill=RED)
    small = big.resize((112, 48), Image.Resampling.LANCZOS)
    _write(small, 42, 6, "政府网站", RED)
    _write(small, 58, 26, "找错", RED)
    return small


def _police() -> Image.Image:
    """A small blue shield with a gold rim and star, 20×20 px, as it stands before 公网安备."""
    big = Image.new("RGBA", (160, 160), (0, 0, 0, 0))
    pen = ImageDraw.Draw(big)
    pen.polygon([(80, 2), (146, 28), (140, 104), (80, 158), (20, 104), (14, 28)], fill=GOLD)
    pen.polygon([(80, 22), (128, 42), (124, 96), (80, 136), (36, 96), (32, 42)], fill=BLUE)
    pen.polygon(_star(80, 76, 34), fill=GOLD)
    return big.resize((20, 20), Image.Resampling.LANCZOS)


def _emblem() -> Image.Image:
    """A red roundel with a gold rim, a mountain and a star: the arms of a city that does not exist, 96×96 px."""
    big = Image.new("RGBA", (384, 384), (0, 0, 0, 0))
    pen = ImageDraw.Draw(big)
    pen.ellipse((4, 4, 380, 380), fill=GOLD)
    pen.ellipse((26, 26, 358, 358), fill=RED)
    pen.polygon(_star(192, 108, 52), fill=GOLD)
    pen.polygon([(70, 286), (150, 168), (196, 230), (236, 182), (314, 286)], fill=GOLD)
    pen.rectangle((92, 298, 292, 314), fill=GOLD)
    return big.resize((96, 96), Image.Resampling.LANCZOS)


def _phone_code(seed: int) -> Image.Image:
    """Something that looks like a phone code and leads nowhere, 87×87 px."""
    dots = np.random.default_rng(seed).integers(0, 2, (29, 29)).astype(np.uint8) * 255
    for top, left in ((2, 2), (2, 20), (20, 2)):
        dots[top - 1 : top + 8, left - 1 : left + 8] = 255
        dots[top : top + 7, left : left + 7] = 0
        dots[top + 1 : top + 6, left + 1 : left + 6] = 255
        dots[top + 2 : top + 5, left + 2 : left + 5] = 0
    dots[[0, -1], :] = dots[:, [0, -1]] = 255
    return Image.fromarray(dots).resize((87, 87), Image.Resampling.NEAREST)


PAINTERS: dict[str, Callable[[], Image.Image]] = {
    "red.png": lambda: _shield(RED, GOLD, "党政机关"),
    "jiucuo.png": _find_error,
    "ga.png": _police,
    "emblem.png": _emblem,
    "qr-weixin.png": lambda: _phone_code(1),
}
