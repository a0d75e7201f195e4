"""The web surface: the chat page, the HTTP API, the pages of the sources.

Gradio and FastAPI read these variables while they are imported or built, so they are set here,
before any module of the package can import them: nothing is ever sent to anyone about this page
or its visitors.
"""

import os
import sys

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
# Its monitoring page is shut: the table that it draws up after each question has no reader.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
os.environ["FASTAPI_OTEL_AUTO_CONFIGURE"] = "false"
