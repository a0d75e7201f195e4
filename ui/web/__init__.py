"""The web surface: the chat page, the HTTP API, the pages of the sources.

Gradio reads these variables while it is imported, so they are set here, before any module of the
package can import it: nothing is ever sent to anyone about this page or its visitors.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
