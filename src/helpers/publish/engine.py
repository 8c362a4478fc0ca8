"""The papermill engine of a run: nbclient's, but the executed copy is written when the notebook has ended, not twice a cell."""

from typing import Any

from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

ENGINE = "workbook"


class SavedAtEnd(NBClientEngine):
    """Runs a notebook as papermill's own engine does; papermill saves it before and, ended or failed, after."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:
        """Runs the cells. Raises as nbclient does."""
        place, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = place


papermill_engines.register(ENGINE, SavedAtEnd)
