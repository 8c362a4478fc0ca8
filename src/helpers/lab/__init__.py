"""JupyterLab for analysts: on a working copy of the notebooks, in private, apart from the monthly run."""
