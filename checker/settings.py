"""Everything that can be set: in the environment (`CHECKER_…`), in `checker.toml` of the working folder, else the default here."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)  # fmt: skip

from checker.records.stamp import StampAuthority, split_authorities

Seconds = Annotated[float, Field(gt=0)]


class Settings(BaseSettings):
    """The checker's settings; durations in seconds, sizes in bytes, lengths in CSS px."""

    model_config = SettingsConfigDict(env_prefix="CHECKER_", toml_file="checker.toml", extra="forbid", frozen=True)

    out: Path = Path("screenshots")  # the archive
    scenarios: Path = Path("scenarios")
    edition: str | None = None
    include_unverified: bool = False  # rules and points that nobody found in print decide too
    jobs: Literal["auto"] | Annotated[int, Field(ge=1, le=64)] = 4  # sites in flight; auto: as many as the machine can bear
    jobs_least: Annotated[int, Field(ge=1, le=64)] = 2  # with auto
    jobs_most: Annotated[int, Field(ge=1, le=64)] = 24  # with auto
    spare_memory: Annotated[int, Field(ge=0)] = 1_000_000_000  # with auto: bytes that are left to others
    browser: Path | None = None  # a Chromium binary; null: Playwright's own, else the system's
    browser_user: str = "nobody"  # whom Chromium runs as where the checker runs as root
    headed: bool = False  # Chromium in a window, for a person who watches
    user_agent_suffix: str = "checker/0.1"
    proxy: str | None = None
    trust_ca: Path | None = None
    allow_private: bool = False
    words: Path | None = None  # the office's own word list, looked for in all texts seen
    signing_key: Path | None = None  # signs every run that closes; outside every archive
    signing_passphrase: SecretStr | None = None  # opens it; never written down
    stamp_authorities: Annotated[tuple[StampAuthority, ...], NoDecode, BeforeValidator(split_authorities)] = ()  # asked when a run closes
    time_source: str | None = None  # an address whose Date the machine's clock is held against; null: nobody is asked
    vantage: str | None = None  # from where the sites are seen, for the reader of the evidence; null: the machine's name

    answer_timeout: Seconds = 15.0  # RULES.md: 15 s without an answer is a site that does not open
    site_deadline: Seconds = 90.0  # for one visit, all of it
    load_timeout: Seconds = 30.0  # from commit to the load event, before the wait goes on without it
    late_content: Seconds = 5.0  # what appears within this time of load, or of coming into view, belongs to the page
    navigation_limit: Annotated[int, Field(ge=1)] = 20
    byte_limit: Annotated[int, Field(ge=1)] = 80_000_000  # for one visit
    request_limit: Annotated[int, Field(ge=1)] = 3_000  # for one visit
    body_bytes: Annotated[int, Field(ge=0)] = 2_000_000  # the largest body of a main answer that is kept
    page_archive: Literal["accused", "every", "none"] = "accused"  # (MHTML) of which home pages: of second looks, all, none
    page_archive_bytes: Annotated[int, Field(ge=0)] = 20_000_000  # what a page may have brought over the network to be archived
    page_archive_parts: Annotated[int, Field(ge=1)] = 400  # files into which an archive is taken apart; one of more is kept whole
    console_lines: Annotated[int, Field(ge=0)] = 100  # of the home page's console that are kept; 0: nobody listens
    page_memory: Annotated[int, Field(ge=300_000_000)] = 1_500_000_000  # of one page's renderer; more ends it
    dialog_limit: Annotated[int, Field(ge=1)] = 20
    page_height_limit: Annotated[int, Field(ge=1000)] = 30_000
    host_pace: Annotated[float, Field(ge=0)] = 0.5  # between two pages of one host, columns and links alike, over the whole run
    column_pages: Annotated[int, Field(ge=0)] = 120  # that are opened behind one home page; 0: none
    column_seconds: Seconds = 180.0  # for all of them
    column_jobs: Annotated[int, Field(ge=1, le=16)] = 3  # of one site at once
    link_limit: Annotated[int, Field(ge=0)] = 300  # links of one home page that are asked whether they answer; 0: none
    notice_template: Path | None = None  # a Word template of the office's own for the notice; null: the checker's
    notice_fields: dict[
        str, str
    ] = {}  # what the notice says where the checker cannot know: 发文机关, 文号, …, or fields of the office's own
    superior_domains: tuple[str, ...] = ()  # gov.cn domains of superior departments whose sub-domains are regular
    database_url: str | None = None  # PostgreSQL, for the archive's index; null: a SQLite file in the archive
    store: str | None = None  # where runs are pushed: a folder, or s3://bucket/prefix
    store_endpoint: str | None = None  # of an S3 that is not Amazon's: https://host:port
    store_key: SecretStr | None = None  # the access key's id; null: the usual AWS variables and files
    store_secret: SecretStr | None = None  # the access key's secret
    keep_passes: Annotated[int, Field(ge=0)] | None = None  # days for which prune leaves the pictures of passing sites; null: for ever
    keep_fails: Annotated[int, Field(ge=0)] | None = None  # the same of all other sites
    plain_nights: Annotated[int, Field(ge=0)] | None = None  # whose pictures are plain files, when a run closes; null: all
    own_failure_share: Annotated[float, Field(gt=0, le=1)] = 0.3  # CONTRACT.md: more network failures than this are ours
    engine_wait: Seconds = 60.0  # for an engine's scheduler to answer, and for as long as no worker is there
    browser_sites: Annotated[int, Field(ge=1)] = 200  # sites after which the browser is renewed

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options of the command line win over the environment, the environment over checker.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
