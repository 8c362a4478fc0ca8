"""Read by each Jupyter kernel of the workbook's environment as it starts, whoever starts it; installed in etc/ipython.

A notebook's first import is of `helpers`: where a user's own `helpers.py` lies beside it, the import then says so.
"""

from contextlib import suppress

with suppress(ImportError):
    from corporate_parenting_workbook import guard_imports

    guard_imports()
