"""Prometheus metrics (the extra `metrics`): counts and durations, never a word of a question."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, Response

from rag import ConfigError
from ui.web import texts
from ui.web.watch import Seen

if TYPE_CHECKING:
    from ui.web.desk import Desk

PATH = "/metrics"
_SECONDS = (0.01, 0.05, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)


class Meter:
    """Counts requests and answers, for one application.

    Raises:
        ConfigError: when the package is not installed.
    """

    def __init__(self) -> None:
        try:
            import prometheus_client as prometheus
        except ImportError as error:
            raise ConfigError(texts.METRICS_MISSING) from error
        self._prometheus = prometheus
        # Its own, so that two applications of one process do not count for each other.
        self._registry = prometheus.CollectorRegistry()
        prometheus.ProcessCollector(registry=self._registry)
        prometheus.PlatformCollector(registry=self._registry)
        self._requests = prometheus.Counter(
            "sourcier_requests",
            "HTTP requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = prometheus.Histogram(
            "sourcier_request_seconds",
            "Time to the end of an answer, open streams included.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._answers = prometheus.Counter(
            "sourcier_answers",
            "Questions put to the engine, from the page and the API.",
            ("status", "reason"),
            registry=self._registry,
        )

    def seen(self, seen: Seen) -> None:
        """Count a request."""
        method = seen.method if seen.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        self._requests.labels(method, seen.route, str(seen.status)).inc()
        self._seconds.labels(seen.route).observe(seen.seconds)

    def answered(self, status: str, reason: str | None) -> None:
        """Count an answer, or a refusal and its reason."""
        self._answers.labels(status, reason or "").inc()

    def router(self, desk: "Desk") -> APIRouter:
        """Return the route that Prometheus reads."""
        gauge = self._prometheus.Gauge
        for name, told, value in (
            ("sourcier_questions_working", "Being answered.", lambda: desk.working),
            ("sourcier_questions_waiting", "Waiting for their turn.", lambda: desk.waiting),
        ):
            gauge(name, told, registry=self._registry).set_function(value)
        routes = APIRouter()

        @routes.get(PATH, include_in_schema=False)
        async def metrics() -> Response:
            text = self._prometheus.generate_latest(self._registry)
            return Response(text, media_type=self._prometheus.CONTENT_TYPE_LATEST)

        return routes
