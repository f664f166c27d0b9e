//! How well scores tell those who took something up from those who did not, and whether one score tells them better than
//! another; knows no tie and no data set.

use std::collections::BTreeMap;

/// How well one score told, over one list of people.
pub struct Judged {
    /// Area under the curve: the chance that whoever took it up scores above whoever did not, equals by half.
    pub auc: f64,
    /// Its variance after Hanley and `McNeil` 1982.
    pub variance: f64,
    /// Times as many takers among the 5 % who score most as among all; ties by their mean.
    pub lift: f64,
    /// Of each person, in the order given: 1 among those 5 %, 0 beyond; a part where equals share what is left of them.
    tops: Vec<f64>,
    /// Of each person, in the order given: the share of the others they stand on the right side of, equals by half. Their
    /// mean over the takers is the area, and so it is over the rest.
    places: Vec<f64>,
}

/// How many are the 5 % who score most; one at least.
fn n_top(n: f64) -> f64 {
    (n * 0.05).max(1.0)
}

/// Nothing where all took it up, or nobody.
pub fn judge(scores: &[(f64, bool)]) -> Option<Judged> {
    let n_taken = scores.iter().filter(|(_, took)| *took).count() as f64;
    let n = scores.len() as f64;
    if n_taken < 1.0 || n_taken >= n {
        return None;
    }
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&x, &y| scores[y].0.total_cmp(&scores[x].0));
    let n_top = n_top(n);
    let (mut n_before, mut taken_before, mut pairs, mut found) = (0.0, 0.0, 0.0, 0.0);
    let (mut places, mut tops) = (vec![0.0; scores.len()], vec![0.0; scores.len()]);
    for same in order.chunk_by(|&x, &y| scores[x].0 == scores[y].0) {
        let (all, took) = (same.len() as f64, same.iter().filter(|&&at| scores[at].1).count() as f64);
        let rest_after = (n - n_taken) - (n_before - taken_before) - (all - took);
        let top = ((n_top - n_before) / all).clamp(0.0, 1.0);
        for &at in same {
            tops[at] = top;
            places[at] = if scores[at].1 {
                (rest_after + (all - took) / 2.0) / (n - n_taken)
            } else {
                (taken_before + took / 2.0) / n_taken
            };
        }
        pairs += (all - took) * (taken_before + took / 2.0);
        found += took * top;
        n_before += all;
        taken_before += took;
    }
    let auc = pairs / (n_taken * (n - n_taken));
    let (q1, q2) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let spread = auc * (1.0 - auc) + (n_taken - 1.0) * (q1 - auc * auc) + (n - n_taken - 1.0) * (q2 - auc * auc);
    let variance = spread / (n_taken * (n - n_taken));
    Some(Judged { auc, variance, lift: (found / n_top) / (n_taken / n), tops, places })
}

/// Sums of one measure over cuts and things.
#[derive(Clone, Copy, Default)]
pub struct Sums {
    auc: f64,
    lift: f64,
    weight: f64,
    /// The variance of the area, times the weight squared.
    variance: f64,
}

impl Sums {
    pub fn add(&mut self, judged: &Judged, weight: f64) {
        self.auc += weight * judged.auc;
        self.lift += weight * judged.lift;
        self.weight += weight;
        self.variance += weight * weight * judged.variance;
    }

    pub fn auc(&self) -> f64 {
        self.auc / self.weight.max(1.0)
    }

    /// Of the area, as if every cut and thing had people of its own.
    pub fn error(&self) -> f64 {
        self.variance.sqrt() / self.weight.max(1.0)
    }

    pub fn lift(&self) -> f64 {
        self.lift / self.weight.max(1.0)
    }
}

/// How far two scores are apart on the same people, over cuts and things.
///
/// Areas after `DeLong`, `DeLong` and Clarke-Pearson (Biometrics 1988): the variance is that of the differences of each
/// person's places by the two scores, among takers and among the rest. Lifts after `McNemar` (Psychometrika 1947): two lists
/// of the same length differ by the takers who are on one of them alone; a few of these are too few for two standard errors
/// to be quite the 95 % that they are of many. Whoever is asked about at several cuts or for several things is one person:
/// their parts are added before they are squared (clusters as in Obuchowski, Biometrics 1997). That takers who know each
/// other are alike is not in it.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    weight: f64,
    area: Parts,
    lift: Parts,
}

/// A difference, times the weight, and by id how far each person moves it.
#[derive(Clone, Debug, Default)]
struct Parts {
    sum: f64,
    of: BTreeMap<String, f64>,
}

impl Apart {
    /// Adds one list of people, who stand in both as in `people`.
    pub fn add<'a>(
        &mut self,
        ours: &Judged,
        theirs: &Judged,
        people: impl Iterator<Item = (&'a str, bool)>,
        weight: f64,
    ) {
        let difference = ours.auc - theirs.auc;
        self.weight += weight;
        self.area.sum += weight * difference;
        self.lift.sum += weight * (ours.lift - theirs.lift);
        let people: Vec<(&str, bool)> = people.collect();
        let n_taken = people.iter().filter(|(_, took)| *took).count();
        let one_found = people.len() as f64 / (n_top(people.len() as f64) * n_taken as f64);
        for (at, &(id, took)) in people.iter().enumerate() {
            let n = if took { n_taken } else { people.len() - n_taken } as f64;
            let own = ours.places[at] - theirs.places[at];
            // One person alone has no spread: they count by how far they are from no difference.
            let part = if n > 1.0 { (own - difference) / (n * (n - 1.0)).sqrt() } else { own };
            self.area.add(id, weight * part);
            if took {
                self.lift.add(id, weight * one_found * (ours.tops[at] - theirs.tops[at]));
            }
        }
    }

    pub fn area(&self) -> Difference {
        self.area.over(self.weight)
    }

    pub fn lift(&self) -> Difference {
        self.lift.over(self.weight)
    }
}

impl Parts {
    fn add(&mut self, id: &str, part: f64) {
        match self.of.get_mut(id) {
            Some(of) => *of += part,
            None => drop(self.of.insert(id.to_owned(), part)),
        }
    }

    fn over(&self, weight: f64) -> Difference {
        let error = self.of.values().map(|part| part * part).sum::<f64>().sqrt();
        Difference { by: self.sum / weight.max(1.0), error: error / weight.max(1.0) }
    }
}

/// How much more one score has than another, with its standard error.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    pub by: f64,
    pub error: f64,
}

impl Difference {
    /// At two standard errors.
    pub fn verdict(self) -> Verdict {
        match (self.by.abs() > 2.0 * self.error, self.by > 0.0) {
            (false, _) => Verdict::CannotBeTold,
            (true, true) => Verdict::Better,
            (true, false) => Verdict::Worse,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Better,
    Worse,
    CannotBeTold,
}
