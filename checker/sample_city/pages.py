"""From an address to the page that stands there: templates of the site's folder, its lists and articles, pictures."""

from datetime import date
from functools import cached_property
from pathlib import PurePosixPath

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape

from checker.sample_city import pictures
from checker.sample_city.columns import Column, LetterBox, list_pages
from checker.sample_city.site import SampleSite
from checker.sample_city.wording import SHARED, Wording

MEDIA = {
    ".html": "text/html", ".js": "application/javascript", ".json": "application/json", ".css": "text/css",
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".ico": "image/png",
    ".webm": "video/webm",
}  # fmt: skip
TEXTS = {".html", ".js", ".json", ".css", ".svg"}


def templates_in(*loaders: FileSystemLoader) -> Environment:
    """Templates that escape what they print into HTML, and fail where a name is unknown."""
    return Environment(
        loader=ChoiceLoader(loaders),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


class Pages:
    """The pages of one site as of `today`."""

    def __init__(self, site: SampleSite, today: date) -> None:
        self._site = site
        self._folders = (*site.folders, SHARED / "public")
        self._templates = templates_in(FileSystemLoader(list(self._folders)), FileSystemLoader(SHARED))
        wording = Wording(site.file.roster.unit, site.file.topics or ("政务公开",))
        columns = [Column(plan, wording, today) for plan in site.file.columns]
        letters = LetterBox(site.file.letters, wording, today) if site.file.letters else None
        self.columns = columns
        self._letters = letters
        self._templates.globals.update(
            site=site,
            row=site.file.roster,
            printed=site.file.printed,
            columns=columns,
            col={column.plan.id: column for column in columns},
            letters=letters,
            tables=site.file.tables,
            makes=site.file.makes,
            unseen=site.file.unseen,
            today=today,
            digits=lambda text: "".join(character for character in text if character.isdigit()),
        )

    def canonical(self, path: str) -> str:
        """The one name of a page: a folder is its index.html, unless the root is a page of its own."""
        if path == "/" and self._has("_root.html"):
            return path
        return path + "index.html" if path.endswith("/") else path

    def render(self, path: str) -> bytes | None:
        """The bytes under a canonical path, texts in the site's charset; null where nothing stands there."""
        kind = PurePosixPath(path).suffix
        if path == "/favicon.ico":
            return pictures.draw("emblem.png")
        if path.startswith("/images/"):
            return pictures.draw(path.removeprefix("/images/"))
        if path.startswith("/media/"):
            return self._film(path.removeprefix("/"))
        text = self._render_own(path) if kind in TEXTS or path == "/" else None
        if text is None and kind == ".html":
            text = self._render_generated(path)
        return None if text is None else self.encode(text)

    def render_challenge(self, token: str) -> bytes:
        return self.encode(self._templates.get_template("_challenge.html").render(token=token))

    def render_absence(self) -> bytes:
        return self.encode(self._templates.get_template("_absent.html").render())

    def encode(self, text: str) -> bytes:
        return text.encode(self._site.file.charset)

    def content_type(self, path: str) -> str:
        """The Content-Type header, without a charset where the site does not name it there."""
        kind = PurePosixPath(path).suffix
        media = MEDIA.get(kind, "text/html")
        is_text = media.startswith("text/") or kind in TEXTS
        return f"{media}; charset={self._site.file.charset}" if is_text and self._site.file.charset_in_header else media

    def _film(self, name: str) -> bytes | None:
        files = (folder / name for folder in self._folders if PurePosixPath(name).suffix == ".webm" and ".." not in name)
        return next((file.read_bytes() for file in files if file.is_file()), None)

    def _has(self, template: str) -> bool:
        return any((folder / template).is_file() for folder in self._folders)

    def _render_own(self, path: str) -> str | None:
        name = "_root.html" if path == "/" else path.removeprefix("/")
        is_private = name.startswith(("_", "versions/")) and path != "/"
        return None if is_private or not self._has(name) else self._templates.get_template(name).render()

    def _render_generated(self, path: str) -> str | None:
        if path not in self._generated:
            return None
        template, facts = self._generated[path]
        return self._templates.get_template(template).render(facts)

    @cached_property
    def _generated(self) -> dict[str, tuple[str, dict[str, object]]]:
        """Lists, articles and letters by their paths: the template, and what it is about."""
        standing: dict[str, tuple[str, dict[str, object]]] = {}
        for column in self.columns:
            for page in list_pages(column.items):
                standing[column.path + page.address] = column.plan.page, {"column": column, "page": page}
            for item in column.items:
                standing[item.path] = column.plan.article, {"column": column, "item": item}
        if self._letters:
            for letter_page in list_pages(self._letters.items):
                standing[self._letters.path + letter_page.address] = self._letters.plan.page, {"page": letter_page}
            for letter in self._letters.items:
                standing[letter.path] = self._letters.plan.letter, {"letter": letter}
        return standing
