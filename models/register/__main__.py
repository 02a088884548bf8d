"""`python -m models.register`: writes docs/processing-register.md."""

from pathlib import Path

from models.register.document import document

PATH = Path(__file__).resolve().parents[2] / "docs" / "processing-register.md"

if __name__ == "__main__":
    PATH.write_text(document(), encoding="utf-8")
