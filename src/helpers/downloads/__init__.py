"""The data that go with a published edition: every figure that it shows, draws or says, and what describes them."""

from helpers.downloads.files import METADATA_FILE, board_downloads, board_files, published_figures

__all__ = ["METADATA_FILE", "board_downloads", "board_files", "published_figures"]
