//! A closed line drawn by hand, and whether a point lies inside; knows nothing of who stands where.

/// Whether the closed line goes round a point, however often and in whichever direction (non-zero winding, so that a
/// line that crosses itself leaves no hole). O(corners).
#[must_use]
pub fn is_inside(outline: &[[f32; 2]], at: [f32; 2]) -> bool {
    let Some(&last) = outline.last() else { return false };
    let mut from = last;
    let mut winding = 0i32;
    for &to in outline {
        let is_left = |a: [f32; 2], b: [f32; 2]| (b[0] - a[0]) * (at[1] - a[1]) - (at[0] - a[0]) * (b[1] - a[1]) > 0.0;
        if from[1] <= at[1] && to[1] > at[1] && is_left(from, to) {
            winding += 1;
        } else if from[1] > at[1] && to[1] <= at[1] && is_left(to, from) {
            winding -= 1;
        }
        from = to;
    }
    winding != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [[f32; 2]; 4] = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];

    #[test]
    fn a_square_holds_its_middle_whichever_way_it_was_drawn() {
        let mut other_way = SQUARE;
        other_way.reverse();
        for outline in [&SQUARE, &other_way] {
            assert!(is_inside(outline, [2.0, 2.0]));
            assert!(!is_inside(outline, [5.0, 2.0]) && !is_inside(outline, [2.0, -1.0]));
        }
    }

    #[test]
    fn what_is_encircled_twice_is_still_inside() {
        let twice: Vec<[f32; 2]> = SQUARE.iter().chain(&SQUARE).copied().collect();
        assert!(is_inside(&twice, [1.0, 3.0]));
    }

    #[test]
    fn a_bay_is_outside() {
        let bay = [[0.0, 0.0], [6.0, 0.0], [6.0, 6.0], [3.0, 2.0], [0.0, 6.0]];
        assert!(!is_inside(&bay, [3.0, 4.0]) && is_inside(&bay, [3.0, 1.0]));
    }

    #[test]
    fn nothing_drawn_holds_nobody() {
        assert!(!is_inside(&[], [0.0, 0.0]) && !is_inside(&[[1.0, 1.0]], [1.0, 1.0]));
    }
}
