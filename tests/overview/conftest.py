"""How hard hypothesis tries."""

from hypothesis import HealthCheck, settings

# A deadline would time the machine, and the machine may be busy.
settings.register_profile(
    "overview", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("overview")
