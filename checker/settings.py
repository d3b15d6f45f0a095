"""Every setting, with its help text.

Values come from, in this order: arguments, environment variables (`MAILCLINIC_BASE_URL=...`; JSON for
tables and lists), the file that `MAILCLINIC_CONFIG` names (else `mailclinic.toml` in the working folder),
and the defaults below.
"""

import difflib
import os
import tomllib
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

Localized = dict[str, str]
"""One text per locale (BCP 47 tag)."""

DEFAULT_WORDS: dict[str, Localized] = {
    "product.name": {"ko": "앱", "en": "the app", "ja": "アプリ"},
    "product.desk": {"ko": "상담 화면", "en": "the help desk", "ja": "ヘルプデスク"},
    "noun.deal": {"ko": "거래", "en": "deal", "ja": "取引"},
    "noun.lead": {"ko": "리드", "en": "lead", "ja": "リード"},
    "noun.project": {"ko": "프로젝트", "en": "project", "ja": "プロジェクト"},
    "noun.contact": {"ko": "연락처", "en": "contact", "ja": "連絡先"},
    "menu.email_sync": {
        "ko": "개인 환경설정 > 이메일 동기화",
        "en": "Personal preferences > Email sync",
        "ja": "個人設定 > メール同期",
    },
    "button.stop_sync": {"ko": "동기화 중지", "en": "Stop syncing", "ja": "同期を停止"},
    "button.add_another_account": {
        "ko": "다른 계정 추가",
        "en": "Add another account",
        "ja": "別のアカウントを追加",
    },
    "button.reconnect": {"ko": "다시 연결", "en": "Reconnect", "ja": "再接続"},
    "button.reauthenticate": {"ko": "재인증", "en": "Reauthenticate", "ja": "再認証"},
    "button.remove_account": {"ko": "계정 제거", "en": "Remove account", "ja": "アカウントを削除"},
    "button.add_new_account": {"ko": "새 계정 추가", "en": "Add new account", "ja": "新しいアカウントを追加"},
}


class SettingsFileError(Exception):
    """The settings file cannot be read: which one, and why, with the line."""


class AppliesTo(BaseModel):
    """One thing an article can apply to: a plan, a connector, a kind of account.

    `link` is an address, or the id of an article that explains it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Localized
    link: str | None = None


class Banner(BaseModel):
    """An announcement above every page: a webinar, a planned interruption."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Localized
    link: str | None = None


DEFAULT_SITE_NAME: Localized = {"ko": "메일클리닉", "en": "Mailclinic", "ja": "メールクリニック"}

DEFAULT_APPLIES_TO = {
    "all-plans": AppliesTo(
        label={"ko": "모든 요금제", "en": "All plans", "ja": "すべてのプラン"},
        link="about/applies-to#all-plans",
    ),
    "synced-account": AppliesTo(
        label={
            "ko": "메일 동기화를 쓰는 계정",
            "en": "Accounts with email sync",
            "ja": "メール同期を使うアカウント",
        },
        link="about/applies-to#synced-account",
    ),
    "help-desk": AppliesTo(
        label={
            "ko": "티켓에서 메일을 보내는 팀",
            "en": "Teams that send email from tickets",
            "ja": "チケットからメールを送るチーム",
        },
        link="about/applies-to#help-desk",
    ),
    "any-mail": AppliesTo(
        label={"ko": "모든 메일 서비스", "en": "Any email provider", "ja": "すべてのメールサービス"},
        link="about/applies-to#any-mail",
    ),
}


def url_of(host: str, port: int) -> str:
    """The address at which a person can open what is served at a host and a port."""
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _no_trailing_slash(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


BaseUrl = Annotated[str, AfterValidator(_no_trailing_slash)]


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix="MAILCLINIC_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    root: Path = Field(
        default=Path(__file__).resolve().parent.parent,
        description="The folder that holds mkdocs.yml, docs, theme and locales.",
    )
    site: Path | None = Field(
        default=None, description="Where the built site lies. Without a value: `site` in the root folder."
    )
    host: str = Field(default="127.0.0.1", description="The address that the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port that the server listens on.")
    base_url: BaseUrl = Field(
        default_factory=lambda values: url_of(values["host"], values["port"]),
        description=(
            "The public address of the help centre; all absolute links are made from it. "
            "Without a value: where the server listens."
        ),
    )
    site_name: Localized = Field(
        default=DEFAULT_SITE_NAME,
        description="The name of the help centre; locales not named keep the default.",
    )
    locales: tuple[str, ...] = Field(
        default=("ko", "en", "ja"), description="The locales that are built and served, in display order."
    )
    default_locale: str = Field(
        default="ko", description="The locale for readers whose browser asks for none of ours."
    )
    source_locale: str = Field(
        default="ko", description="The locale that articles are written in first and lent from."
    )
    words: dict[str, Localized | str] = Field(
        default={},
        description=(
            "Words of the product that is being helped, for `{{ product.name }}` and the like in articles. "
            "What is given here replaces the defaults; a plain text serves every locale."
        ),
    )
    status_url: str = Field(
        default="https://status.example.com/", description="The page that lists current incidents."
    )
    contact_url: str = Field(
        default="https://support.example.com/", description="Where a reader reaches the support team."
    )
    edit_url: str | None = Field(
        default=None,
        description="Where a page can be edited; `{path}` stands for the file, as in docs/ko/index.md.",
    )
    failure_tag: str = Field(
        default="system_email_notification_failure",
        description="The ticket tag that marks a failed notification.",
    )
    applies_to: dict[str, AppliesTo] = Field(
        default=DEFAULT_APPLIES_TO,
        description=(
            "What an article can apply to: id, label in each locale and, where there is one, a link: "
            "an address, or an article's id as in guides/reconnect-account#which. "
            "What is given here is added to the defaults, or replaces the one of the same id."
        ),
    )
    banner: Banner | None = Field(
        default=None, description="An announcement above every page: text in each locale, and a link."
    )
    refused_characters: str = Field(
        default='\\/":<>|*´`~^',
        description="Characters that the product refuses in an address, even where RFC 5322 allows them.",
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=("127.0.0.1", "localhost", "[::1]"),
        description="Host names that requests may carry. The host of base_url is always allowed.",
    )
    trusted_proxies: tuple[str, ...] = Field(
        default=(), description="Addresses or networks whose X-Forwarded-For is believed."
    )
    rate_limit: str = Field(
        default="120/minute",
        description=(
            "Checks per client (IPv4 address or IPv6 /64), as in 120/minute. The check of a domain counts as "
            "four, that of an account as six, a long body as several. Pages are not limited."
        ),
    )
    rate_limit_storage: str = Field(
        default="async+memory://", description="Where rate limits are counted: memory, or a Redis address."
    )
    feedback: bool = Field(
        default=True, description="Ask under every article whether it helped, and keep the answers."
    )
    feedback_limit: str = Field(
        default="30/hour", description="Answers about articles per client, beside rate_limit."
    )
    database: str = Field(
        default_factory=lambda values: f"sqlite:///{values['root']}/var/mailclinic.sqlite3",
        description=(
            "Where answers about articles are kept: sqlite:///file, or postgresql://user@host/name with the "
            "package psycopg. Without a value: a file in the folder `var`."
        ),
    )
    insights_key: SecretStr | None = Field(
        default=None,
        description=(
            "The password of the page that shows writers what readers said, /<locale>/insights/: long and "
            "random. Without a value, or with an empty one, there is no such page."
        ),
    )
    cors_origins: tuple[str, ...] = Field(
        default=(),
        description="Other sites whose pages may call the API, as in https://help.example.com.",
    )
    max_json_bytes: int = Field(default=64 * 1024, ge=1024, description="The largest JSON or form body.")
    max_message_bytes: int = Field(
        default=10 * 1024 * 1024, ge=1024, description="The largest returned message that is read."
    )
    max_list_bytes: int = Field(
        default=5 * 1024 * 1024, ge=1024, description="The largest list of addresses that is read."
    )
    nameservers: tuple[str, ...] = Field(
        default=(), description="DNS servers to ask. Without a value: those of the operating system."
    )
    nameserver_port: int = Field(default=53, ge=1, le=65535, description="The port of the DNS servers.")
    dns_timeout: float = Field(
        default=3.0, gt=0, le=10, description="Seconds that one check waits for DNS, in all."
    )
    validating_nameservers: tuple[str, ...] = Field(
        default=(),
        description=(
            "DNS servers that validate DNSSEC and are reached over a trusted way, as one on this machine. "
            "They are asked instead of `nameservers`; else no check can say whether a domain is signed."
        ),
    )
    denied_networks: tuple[IPv4Network | IPv6Network, ...] = Field(
        default=(),
        description="Networks that no check may contact, beside private and special ones: your own.",
    )
    dial_port_25: bool = Field(
        default=False,
        description="Whether checks may contact mail servers on port 25, which many networks block.",
    )
    most_dials: int = Field(
        default=50,
        ge=1,
        le=1000,
        description="Connections to other servers at the same time, over all checks.",
    )
    dials_per_minute: int = Field(
        default=60, ge=1, description="How often checks may contact one domain, and one address, in a minute."
    )
    tls_authorities: Path | None = Field(
        default=None,
        description="A PEM file of certificate authorities to trust. Without a value: those of the system.",
    )
    isp_database: str = Field(
        default="",
        description=(
            "The host of a database of mail settings in Thunderbird's format, such as "
            "autoconfig.thunderbird.net; it is asked about domains, never about addresses. Empty: not asked."
        ),
    )
    test_endpoints: dict[str, int] = Field(
        default={},
        description=(
            "For tests alone: loopback addresses and ports that checks may contact all the same, as in "
            '{"127.0.0.1:993": 40993}, each with the port that stands in for it. `serve` refuses to start so.'
        ),
    )

    @field_validator("words")
    @classmethod
    def _known_words(cls, words: dict[str, Localized | str]) -> dict[str, Localized | str]:
        for name in words:
            if "." not in name:
                raise ValueError(f"a word needs a name with a dot, as in product.name: {name!r}")
            near = difflib.get_close_matches(name, DEFAULT_WORDS, n=1, cutoff=0.85)
            if near and name not in DEFAULT_WORDS:
                raise ValueError(f"unknown word {name!r}; did you mean {near[0]!r}?")
        return words

    @field_validator("site_name")
    @classmethod
    def _named_in_every_locale(cls, names: Localized) -> Localized:
        return {**DEFAULT_SITE_NAME, **names}

    @field_validator("insights_key")
    @classmethod
    def _empty_opens_nothing(cls, key: SecretStr | None) -> SecretStr | None:
        return key if key is not None and key.get_secret_value().strip() else None

    @field_validator("applies_to")
    @classmethod
    def _with_defaults(cls, given: dict[str, AppliesTo]) -> dict[str, AppliesTo]:
        return {**DEFAULT_APPLIES_TO, **given}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        named = os.environ.get("MAILCLINIC_CONFIG")
        file = Path(named or "mailclinic.toml")
        if named and not file.exists():
            raise SettingsFileError(f"{file}: MAILCLINIC_CONFIG names this file, and it isn't there")
        try:
            from_file = TomlConfigSettingsSource(settings_cls, toml_file=file)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsFileError(f"{file}: this is not TOML: {error}") from error
        return init_settings, env_settings, from_file

    @property
    def site_dir(self) -> Path:
        """Where the built site lies."""
        return self.site or self.root / "site"

    @property
    def docs_dir(self) -> Path:
        """Where the articles lie, one folder per locale."""
        return self.root / "docs"

    @property
    def locales_dir(self) -> Path:
        """Where the gettext catalogues lie."""
        return self.root / "locales"

    def words_for(self, locale: str) -> dict[str, str]:
        """All product words in one locale; a locale without a word takes English, then the source."""
        names: dict[str, Localized | str] = {
            **DEFAULT_WORDS,
            **self.words,
            "desk.failure_tag": self.failure_tag,
            "link.status": self.status_url,
            "link.contact": self.contact_url,
            "site.name": self.site_name,
        }
        return {name: self.in_locale(word, locale) for name, word in names.items()}

    def in_locale(self, text: Localized | str, locale: str) -> str:
        """A localized text in one locale; else in English, then in the source locale, then in any."""
        if isinstance(text, str):
            return text
        for tag in (locale, "en", self.source_locale):
            if tag in text:
                return text[tag]
        return next(iter(text.values()))
