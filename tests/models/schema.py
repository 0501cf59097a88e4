"""Write the JSON Schema of the native format: `python -m tests.models.schema`."""

import json
from pathlib import Path

from tui_feed.models.schema import json_schema

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "post.schema.json"


def text() -> str:
    """Return what the file has to say."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
