"""The page's look inside JupyterLab, small: for the outputs of helpers, which stand in an element of class `workbook`."""

from markupsafe import Markup

_STYLE = Markup("""\
.workbook { max-width: 60rem; color: var(--jp-ui-font-color1, #1a2430); }
.workbook { font: 15px/1.5 Arial, "Liberation Sans", Helvetica, sans-serif; }
.workbook p, .workbook dl { max-width: 43rem; }
.workbook .outturn strong { display: inline-block; margin-right: .2em; font-size: 2.5rem; line-height: 1.1; }
.workbook .commentary { padding-left: 1rem; border-left: 4px solid var(--jp-border-color1, #c9cfd5); }
.workbook .note { font-size: 13.5px; color: var(--jp-ui-font-color1, #4a545e); opacity: .85; }
.workbook .restricted { padding: .5rem 1rem; background: #801650; color: #fff; }
.workbook figure.chart { max-width: 40rem; margin: 1rem 0; }
.workbook figcaption { margin-bottom: .4rem; font-weight: 700; }
.workbook figure.chart img { display: block; width: 100%; padding: .75rem; background: #fff; }
.workbook img.sparkline { width: 8.25rem; max-width: none; padding: 2px; background: #fff; }
.workbook .scroll { overflow-x: auto; }
.workbook table { margin: 0; border-collapse: collapse; font-size: 13.5px; font-variant-numeric: lining-nums tabular-nums; }
.workbook caption { padding-bottom: .5rem; text-align: left; font-weight: 700; color: inherit; }
.workbook th, .workbook td { padding: .35rem .7rem; text-align: left; vertical-align: top; white-space: normal; max-width: none; }
.workbook tr > * { border-bottom: 1px solid var(--jp-border-color1, #c9cfd5); background: none; }
.workbook thead th { vertical-align: bottom; border-bottom-width: 2px; }
.workbook tbody th { font-weight: 400; min-width: 8rem; }
.workbook .total > *, .workbook th.body { font-weight: 700; }
.workbook th.number, .workbook td.number { text-align: right; }
.workbook .first { padding-left: 1.75rem; }
.workbook .period, .workbook .of { display: block; font-size: 12.5px; }
.workbook .how-counted dt { font-weight: 700; }
""")


def notebook_style() -> Markup:
    """A style block for a notebook's first output; the page's template leaves it out.

    Colours of words and rules are JupyterLab's own, so that its dark theme can be read; pictures keep a white ground.
    """
    return Markup("<style>\n{}</style>").format(_STYLE)
