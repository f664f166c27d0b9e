//! The few ties that hold a tribe together; knows nothing of who the people are.

use super::within::within;
use crate::domain::model::{Network, Person, Ties, Tribe};
use crate::domain::ticket::{Stopped, Ticket};

/// Rounds of the power iteration; the order of people along the weakest seam settles long before.
const ROUNDS: usize = 300;
/// Each side of a break holds at least this share of the members: losing one hanger-on breaks no tribe.
const MIN_SIDE: f64 = 0.1;

/// Where a tribe would break.
#[derive(Clone, Debug, PartialEq)]
pub struct Seam {
    /// Rows of the ties that join the two sides, weakest first: without them the tribe falls apart.
    pub tie_rows: Vec<u32>,
    /// The members of the smaller side, by row.
    pub smaller: Vec<Person>,
    /// Members of each side, the smaller first.
    pub n_members: (u32, u32),
    /// The ties of the seam as a share of all ties inside the tribe.
    pub share: f32,
}

/// The seam of fewest ties for the people it would cut off: members are put in order along the second eigenvector of
/// the normalised Laplacian (Fiedler 1973; Shi and Malik 2000), and the cut with the fewest ties a person of the smaller
/// side is taken. Nothing for tribes of fewer than four. O(ties of the tribe) a round.
/// `ties` are those of which the network was built.
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn seam(network: &Network, ties: &Ties, tribe: &Tribe, ticket: &Ticket) -> Result<Option<Seam>, Stopped> {
    let mut members = tribe.members.clone();
    members.sort_unstable();
    let part = within(network, &members);
    let n = part.n_people();
    if n < 4 {
        return Ok(None);
    }
    let order = along_the_seam(&part, ticket)?;
    let mut is_left = vec![false; n];
    let (mut n_cut, mut best) = (0usize, (f64::INFINITY, 0));
    let smallest = ((n as f64 * MIN_SIDE).ceil() as usize).max(2);
    for (n_left, &person) in (1..).zip(&order) {
        let to_left = part.ties_of(person).filter(|(other, _)| is_left[*other as usize]).count();
        n_cut = n_cut + part.n_contacts(person) - 2 * to_left;
        is_left[person as usize] = true;
        let side = n_left.min(n - n_left);
        let ties_a_person = n_cut as f64 / side.max(1) as f64;
        if side >= smallest && ties_a_person < best.0 {
            best = (ties_a_person, n_left);
        }
    }
    Ok((best.1 > 0).then(|| cut(&part, &order[..best.1], &members, ties)))
}

/// The ties between these people of the part and its others. O(ties of these people + cut ties · log ties).
fn cut(part: &Network, left: &[Person], members: &[Person], ties: &Ties) -> Seam {
    let n = part.n_people();
    let mut is_left = vec![false; n];
    for &person in left {
        is_left[person as usize] = true;
    }
    let mut cut: Vec<(f32, [Person; 2])> = Vec::new();
    for &person in left {
        let away = part.ties_of(person).filter(|&(other, _)| !is_left[other as usize]);
        cut.extend(away.map(|(other, strength)| (strength, [person.min(other), person.max(other)])));
    }
    // Members are in the order of people, so pairs of them are in that of the ties' rows.
    cut.sort_by(|x, y| x.0.total_cmp(&y.0).then(x.1.cmp(&y.1)));
    let row_of = |pair: [Person; 2]| {
        let [x, y] = pair.map(|place| members[place as usize]);
        ties.row(x, y).map(|row| row as u32)
    };
    let side = left.len().min(n - left.len());
    let is_left_smaller = left.len() <= n - left.len();
    let smaller = members.iter().zip(&is_left).filter(|(_, is_left)| **is_left == is_left_smaller);
    Seam {
        smaller: smaller.map(|(&person, _)| person).collect(),
        share: cut.len() as f32 / part.n_ties().max(1) as f32,
        tie_rows: cut.into_iter().filter_map(|(_, pair)| row_of(pair)).collect(),
        n_members: (side as u32, (n - side) as u32),
    }
}

/// Members in order of the second eigenvector: power iteration on (I + D^-½·A·D^-½)/2 with the first taken out.
fn along_the_seam(part: &Network, ticket: &Ticket) -> Result<Vec<Person>, Stopped> {
    let n = part.n_people();
    let total = |person: Person| part.ties_of(person).map(|(_, strength)| f64::from(strength)).sum::<f64>();
    let root: Vec<f64> = (0..n as Person).map(|person| total(person).max(1e-12).sqrt()).collect();
    let norm: f64 = root.iter().map(|x| x * x).sum();
    // Any start that is not the first eigenvector does, so long as it is always the same.
    let mut x: Vec<f64> = (0..n as u32).map(|n| f64::from(n.wrapping_mul(2_654_435_769) >> 8) - 8_388_608.0).collect();
    for _ in 0..ROUNDS {
        ticket.check()?;
        let along: f64 = x.iter().zip(&root).map(|(x, root)| x * root).sum::<f64>() / norm;
        x.iter_mut().zip(&root).for_each(|(x, root)| *x -= along * root);
        let length = x.iter().map(|x| x * x).sum::<f64>().sqrt().max(1e-300);
        for x in &mut x {
            *x /= length;
        }
        let pull = |person: usize| -> f64 {
            let ties = part.ties_of(person as Person);
            ties.map(|(other, strength)| f64::from(strength) * x[other as usize] / root[other as usize]).sum()
        };
        x = (0..n).map(|person| f64::midpoint(x[person], pull(person) / root[person])).collect();
    }
    let place: Vec<f64> = x.iter().zip(&root).map(|(x, root)| x / root).collect();
    let mut order: Vec<Person> = (0..n as Person).collect();
    order.sort_by(|&x, &y| place[x as usize].total_cmp(&place[y as usize]).then(x.cmp(&y)));
    Ok(order)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{complete, network, path, ties};
    use crate::domain::tribes::from_labels;

    fn seam_of(n: usize, pairs: &[(u32, u32, f32)]) -> Option<Seam> {
        let (network, ties) = (network(n, pairs), ties(pairs));
        let tribe = from_labels(&network, &vec![0; n]).tribes.remove(0);
        seam(&network, &ties, &tribe, &Ticket::new()).unwrap()
    }

    #[test]
    fn two_circles_hang_by_the_ties_between_them() {
        let mut pairs = complete(7);
        pairs.extend(complete(5).iter().map(|&(a, b, s)| (a + 7, b + 7, s)));
        pairs.extend([(0, 7, 0.9), (1, 8, 0.4)]);
        let seam = seam_of(12, &pairs).unwrap();
        let ties = ties(&pairs);
        assert_eq!(seam.tie_rows, [ties.row(1, 8).unwrap() as u32, ties.row(0, 7).unwrap() as u32]);
        assert_eq!((seam.n_members, seam.smaller.as_slice()), ((5, 7), &[7, 8, 9, 10, 11][..]));
        assert!((seam.share - 2.0 / 33.0).abs() < 1e-6);
    }

    #[test]
    fn a_path_breaks_in_the_middle_and_three_people_do_not_break() {
        let seam = seam_of(10, &path(10)).unwrap();
        assert_eq!((seam.tie_rows, seam.n_members), (vec![4], (5, 5)));
        assert_eq!(seam_of(3, &path(3)), None);
    }
}
