"""Serves the built site: the files of `site/` and nothing else, with ETag, gzip and the right 404 page."""

import gzip
import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from threading import Lock

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from checker.settings import Settings
from checker.web import negotiation

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
SQUEEZED = (".css", ".html", ".js", ".json", ".map", ".svg", ".txt", ".webmanifest", ".xml")
CACHE_BYTES = 64 * 1024 * 1024

# A file whose name carries a hash of its content never changes; all else is asked for again, cheaply.
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?[a-z0-9]+\Z")
# RFC 9110 section 12.5.3: a weight of 0 is a refusal.
_GZIP = re.compile(r"(?:\A|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|\Z))[0-9.]+\s*)?(?:,|\Z)", re.IGNORECASE)
_OTHERS = re.compile(r"[\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class File:
    """One file of the site, ready to be sent."""

    body: bytes
    squeezed: bytes | None
    etag: str
    type: str
    modified: str
    cache: str


class Site:
    """The folder of the built site. A new site that takes its place is seen at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.root = settings.site_dir
        self._files: OrderedDict[Path, tuple[tuple[int, int], File]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def is_built(self) -> bool:
        """Whether every locale has its first page."""
        return all((self.root / locale / "index.html").is_file() for locale in self.settings.locales)

    def _path(self, path: str) -> Path | None:
        parts = path.strip("/").split("/")
        if _OTHERS.search(path) or any(not part or part.startswith(".") for part in parts):
            return None
        try:
            root, file = self.root.resolve(), self.root.joinpath(*parts).resolve()
        except OSError:
            return None
        return file if file.is_relative_to(root) else None

    def is_folder(self, path: str) -> bool:
        """Whether the path names a folder with a page: it lives at the address with a slash."""
        try:
            found = self._path(path)
            return found is not None and (found / "index.html").is_file()
        except OSError:
            return False

    def file(self, path: str) -> File | None:
        """The file that a path of an address names (`ko/`, `ko/tools/address/`, `favicon.ico`), or None."""
        found = self._path(path + "index.html" if path.endswith("/") else path)
        if found is None:
            return None
        try:
            state = found.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            known = self._files.get(found)
            if known is not None and known[0] == stamp:
                return known[1]
            body = found.read_bytes()
        except OSError:
            return None
        file = self._ready(found, body, state.st_mtime)
        self._keep(found, stamp, file)
        return file

    def _ready(self, path: Path, body: bytes, modified: float) -> File:
        squeezed = gzip.compress(body, 6, mtime=0) if path.suffix in SQUEEZED and len(body) > 1000 else None
        return File(
            body=body,
            squeezed=squeezed,
            etag=hashlib.sha256(body).hexdigest()[:20],
            type=TYPES.get(path.suffix, "application/octet-stream"),
            modified=formatdate(modified, usegmt=True),
            cache="public, max-age=31536000, immutable" if _FINGERPRINT.search(path.name) else "no-cache",
        )

    def _keep(self, path: Path, stamp: tuple[int, int], file: File) -> None:
        with self._lock:  # files are read in threads
            self._files[path] = stamp, file
            self._bytes = sum(len(f.body) + len(f.squeezed or b"") for _, f in self._files.values())
            while self._bytes > CACHE_BYTES and len(self._files) > 1:
                _, (_, oldest) = self._files.popitem(last=False)
                self._bytes -= len(oldest.body) + len(oldest.squeezed or b"")

    def respond(self, file: File, request: Headers) -> Response:
        """The file, or 304 where the client has it (RFC 9110 section 13.1.2)."""
        gzipped = file.squeezed is not None and bool(_GZIP.search(request.get("accept-encoding", "")))
        headers = {
            "ETag": f'"{file.etag}{"-gzip" if gzipped else ""}"',
            "Last-Modified": file.modified,
            "Cache-Control": file.cache,
            "Vary": "Accept-Encoding",
        }
        given = [tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")]
        if headers["ETag"] in given or "*" in given:
            return Response(status_code=304, headers=headers)
        if gzipped:
            headers["Content-Encoding"] = "gzip"
        body = file.squeezed if gzipped and file.squeezed is not None else file.body
        return Response(body, headers={**headers, "Content-Type": file.type})

    async def page(self, request: Request) -> Response:
        """GET of any path of the site. Raises HTTPException 404 or 405."""
        scope, path = request.scope, str(request.scope["path"])
        if request.method != "GET":
            known = await to_thread.run_sync(self.file, path) if len(path) > 1 else None
            raise HTTPException(405, headers={"Allow": "GET"}) if known else HTTPException(404)
        if path == "/":
            return self._to_a_locale(scope)
        if not path.startswith("/"):  # a request line can say anything
            raise HTTPException(404)
        file = await to_thread.run_sync(self.file, path)
        if file is not None:
            scope["state"]["route"] = "site"
            return self.respond(file, request.headers)
        if not path.endswith("/") and await to_thread.run_sync(self.is_folder, path):
            return RedirectResponse(re.sub(r"\A/+", "/", path) + "/", 308, {"Cache-Control": "no-cache"})
        raise HTTPException(404)

    def _to_a_locale(self, scope: Scope) -> Response:
        scope["state"]["route"] = "/"
        locale = negotiation.of_request(scope, self.settings)
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
        return RedirectResponse(f"/{locale}/", 302, headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Everything that no route answers: the site, or 404."""
        if scope["type"] != "http":
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1000})
            return
        if str(scope["path"]).startswith("/api/"):
            raise HTTPException(404)
        response = await self.page(Request(scope, receive))
        await response(scope, receive, send)
