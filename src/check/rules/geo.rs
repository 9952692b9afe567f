//! Places on earth.

use crate::check::rule::rules;

rules! {
    COORDINATES_WRONG "coordinates-wrong" Error ["InvalidCoord"];
    COORDINATE_LIST_WRONG "coordinate-list-wrong" Error ["InvalidCoordList"];
    COORDINATES_WITH_COMMA "coordinates-with-comma" Warning ["CoordComma"];
}
