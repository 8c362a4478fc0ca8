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
.workbook figure.chart { max-width: 37rem; margin: 1rem 0; }
.workbook figcaption { margin-bottom: .4rem; font-weight: 700; }
.workbook figure.chart img { display: block; box-sizing: border-box; width: 100%; padding: .75rem; }
.workbook figure.chart img { background: #fff; }
.workbook img.sparkline { width: 8.25rem; max-width: none; padding: 2px; background: #fff; }
.workbook .scroll { max-width: 100%; margin: 1rem 0 .5rem; overflow-x: auto; }
.workbook table { margin: 0; border-collapse: collapse; font-size: 13.5px; font-variant-numeric: lining-nums tabular-nums; }
.workbook caption { padding-bottom: .5rem; text-align: left; font-weight: 700; color: inherit; }
.workbook.workbook table th, .workbook.workbook table td { padding: .35rem .7rem; text-align: left; }
.workbook.workbook table th, .workbook.workbook table td { max-width: none; vertical-align: top; white-space: normal; }
.workbook tr > * { border-bottom: 1px solid var(--jp-border-color1, #c9cfd5); background: none; }
.workbook.workbook table thead th { vertical-align: bottom; border-bottom-width: 2px; }
.workbook tbody th { font-weight: 400; min-width: 8rem; }
.workbook .total > *, .workbook th.body { font-weight: 700; }
.workbook.workbook table .number { text-align: right; }
.workbook.workbook table td.number { white-space: nowrap; }
.workbook .first { padding-left: 1.75rem; }
.workbook .period, .workbook .of { display: block; font-size: 12.5px; }
.workbook ul { max-width: 56rem; padding-left: 1.2rem; }
.workbook ul.glance { display: flex; flex-wrap: wrap; gap: .4rem .75rem; padding: 0; list-style: none; }
.workbook .glance li { margin: 0; padding: .2rem .6rem; border: 1px solid var(--jp-border-color1, #c9cfd5); }
.workbook .glance strong { font-size: 1.4em; }
.workbook .side-by-side { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2.5rem; }
.workbook .band, .workbook [class*=" band-"] { padding: 0 .4rem; border-left: 4px solid #4a545e; font-weight: 700; }
.workbook .band { white-space: nowrap; }
.workbook .tile { display: block; }
.workbook .tile .band-word { display: block; font-weight: 400; }
.workbook.workbook .heat-map th, .workbook.workbook .heat-map td { padding: .25rem .4rem; font-size: 12.5px; }
.workbook .how-counted dt { font-weight: 700; }
""")


def notebook_style() -> Markup:
    """A style block for a notebook's first output; the page's template leaves it out.

    Tables name the class twice: JupyterLab has rules of its own for tables, which set every cell to the right.

    Colours of words and rules are JupyterLab's own, so that its dark theme can be read; pictures keep a white ground.
    """
    return Markup("<style>\n{}</style>").format(_STYLE)
