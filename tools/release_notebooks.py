"""Writes data/reference/notebooks.csv anew: from here on the notebooks as they are count as released."""

from helpers.released import RELEASED, released_table

if __name__ == "__main__":
    RELEASED.write_bytes(released_table())
