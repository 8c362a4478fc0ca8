"""Labels one above the other: none on another, in order, as near to their heights as the others leave them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.charts.stack import stack


def test_labels_that_are_far_apart_stay_where_they_are():
    assert stack([20, 80, 50], [20, 20, 20], 0, 100) == [20, 80, 50]


def test_two_labels_at_one_height_part_alike():
    assert stack([50, 50], [20, 20], 0, 100) == [40, 60]


def test_labels_keep_inside_the_edges():
    assert stack([0, 100], [20, 40], 0, 100) == [10, 80]


def test_a_label_that_is_pushed_pushes_the_next():
    assert stack([50, 50, 75], [20, 20, 20], 0, 100) == pytest.approx([38.33, 58.33, 78.33], abs=0.01)


@given(st.lists(st.tuples(st.floats(-50, 250), st.sampled_from([20, 40])), min_size=1, max_size=5))
def test_no_label_lies_on_another_and_the_order_of_the_figures_is_kept(labels):
    wanted, heights = [middle for middle, _ in labels], [height for _, height in labels]
    middles = stack(wanted, heights, 0, 210)
    boxes = sorted((middle - height / 2, middle + height / 2) for middle, height in zip(middles, heights, strict=True))
    assert boxes[0][0] >= -1e-6
    assert boxes[-1][1] <= 210 + 1e-6
    assert all(above[1] <= below[0] + 1e-6 for above, below in pairwise(boxes))
    for one, other in ((one, other) for one in range(len(wanted)) for other in range(len(wanted)) if wanted[one] < wanted[other]):
        assert middles[one] < middles[other]
