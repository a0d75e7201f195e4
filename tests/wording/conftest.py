"""How hard hypothesis tries."""

from hypothesis import settings

# A deadline would time the machine, and the machine may be busy.
settings.register_profile("wording", deadline=None, max_examples=50)
settings.load_profile("wording")
