"""Running the notebooks, and putting a month's report in its place."""

import sys

# jsonschema, imported by nbformat, takes a second to build a grammar of web addresses where this library is there; it goes
# without where it is not. No notebook's schema asks for such an address.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
