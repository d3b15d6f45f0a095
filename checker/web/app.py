"""The application: the API, the forms of the tool pages, short links, health, and the built site."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from checker.answer import Answers, resolver_of
from checker.answer.accounts import prober_of
from checker.guide.articles import Library
from checker.guide.catalog import load_words
from checker.net.dial import Dialler
from checker.net.fetch import Fetcher
from checker.settings import Settings
from checker.web import explain, health, helpful, insights, shortcuts, tools
from checker.web.api import check, decode, feedback, find, knowledge, openapi
from checker.web.bodies import BodyLimits, Framing
from checker.web.context import Context
from checker.web.errors import Failures, Problems
from checker.web.limits import Counting, RateLimit
from checker.web.logs import AccessLog
from checker.web.methods import HeadAsGet
from checker.web.pages import Pages
from checker.web.readers import Readers
from checker.web.security import AllowedHosts, SecurityHeaders
from checker.web.site import Site
from checker.web.workers import Workers


def create_app(settings: Settings, *, library: Library | None = None) -> FastAPI:
    """The whole service for one installation. `library`: its articles, where they have been read already.

    Raises SettingError where a setting cannot be used, and ExceptionGroup of ArticleError, CatalogError or
    MissingArticlesError where texts cannot be.
    """
    counting = Counting.of(settings)
    library = library or Library.load(settings)
    words = {locale: load_words(settings.locales_dir, locale) for locale in settings.locales}
    site = Site(settings)
    pages = Pages(settings, site, words)
    resolver = resolver_of(settings)
    dialler = Dialler.of(settings, resolver)
    context = Context(
        settings=settings,
        library=library,
        answers=Answers(settings, words, lambda: library),
        site=site,
        pages=pages,
        workers=Workers(),
        resolver=resolver,
        fetch=Fetcher(dialler),
        prober=prober_of(settings, dialler),
        readers=Readers.of(settings, counting),
    )

    context.answers.prepare()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await context.resolver.aclose()
        context.readers.close()

    app = FastAPI(
        title=openapi.TITLE,
        version=version("mailclinic"),
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.context = context
    for part in (check, decode, find, knowledge, feedback, shortcuts, health, explain):
        app.include_router(part.router)
    app.router.routes += tools.routes() + insights.routes() + helpful.routes()
    app.router.default = site
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]

    problems = Problems(pages)
    problems.install(app)
    # Innermost first: what is added last sees a request first.
    app.add_middleware(BodyLimits, settings=settings, problems=problems)
    app.add_middleware(RateLimit, settings=settings, counting=counting, problems=problems)
    app.add_middleware(AllowedHosts, settings=settings, problems=problems)
    app.add_middleware(Framing, problems=problems)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Failures, problems=problems)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=("GET", "POST"),
            allow_headers=("Content-Type", "X-Fragment"),
            expose_headers=("Retry-After",),
        )
    app.add_middleware(SecurityHeaders, settings=settings)
    app.add_middleware(AccessLog)
    return app
