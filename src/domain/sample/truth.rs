//! What was planted in a town, for whoever wants to check an analysis; knows the folk, no file.

use super::folk::Folk;
use super::lists::{DISTRICTS, NOVELTY, PASTIMES};
use super::trade::{DIRECT_LIFT, PASSED_ON_LIFT};

/// A planted tribe; people are named by their customer numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownTribe {
    /// The pastime that its people share, as in the `interest` column.
    pub interest: String,
    /// Where more of its people live than elsewhere.
    pub district: String,
    /// Everyone at home in it, leaders first.
    pub members: Vec<String>,
}

/// What was planted; people are named by their customer numbers, as in the files.
#[derive(Clone, Debug, PartialEq)]
pub struct TownTruth {
    pub tribes: Vec<TownTribe>,
    /// The true influencers: others come to them, steadily, long, both ways.
    pub leaders: Vec<String>,
    /// Leaders who are against the company: dissatisfied, with complaints.
    pub offside: Vec<String>,
    /// They reach many and are seldom called back.
    pub spreaders: Vec<String>,
    /// At home in one tribe and close to people of another.
    pub bridges: Vec<String>,
    /// (assistant, leader): the assistant hardly knows anyone else.
    pub assistants: Vec<(String, String)>,
    /// Called once by a fifth of the town, close to few.
    pub celebrities: Vec<String>,
    /// Shops (customers) and the call centre (a number outside): not persons.
    pub not_persons: Vec<String>,
    /// Numbers in touch with customers that are no customers.
    pub outside: Vec<String>,
    /// What the winter offer added to the share of treated people who responded; 0.06 is six points.
    pub direct_lift: f64,
    /// What it added for people close to a treated leader, whatever their own cell.
    pub passed_on_lift: f64,
    /// The product that spread from leaders along ties.
    pub contagious_product: &'static str,
    /// Rows that cannot be read, over all files: a customer without a number, a purchase by nobody, calls to nobody.
    pub n_untidy_rows: usize,
}

pub(super) fn tell(folk: &Folk, ids: &[String], n_untidy_rows: usize) -> TownTruth {
    let id = |person: u32| ids[person as usize].clone();
    let everyone = |people: &mut dyn Iterator<Item = u32>| people.map(id).collect::<Vec<String>>();
    let tribes = folk.tribes.iter().map(|tribe| TownTribe {
        interest: PASTIMES[tribe.pastime].name.to_owned(),
        district: DISTRICTS[tribe.district].to_owned(),
        members: everyone(&mut tribe.members()),
    });
    let assistants = folk.tribes.iter().flat_map(|tribe| &tribe.assistants);
    TownTruth {
        tribes: tribes.collect(),
        leaders: everyone(&mut folk.tribes.iter().flat_map(|tribe| tribe.leaders.iter().copied())),
        offside: everyone(&mut folk.offside.iter().copied()),
        spreaders: everyone(&mut folk.tribes.iter().flat_map(|tribe| tribe.spreaders.iter().copied())),
        bridges: everyone(&mut folk.tribes.iter().flat_map(|tribe| tribe.bridges.iter().map(|&(person, _)| person))),
        assistants: assistants.map(|&(assistant, leader)| (id(assistant), id(leader))).collect(),
        celebrities: everyone(&mut folk.celebrity.into_iter()),
        not_persons: everyone(&mut folk.shops().chain([folk.call_centre()])),
        outside: everyone(&mut folk.outside()),
        direct_lift: DIRECT_LIFT,
        passed_on_lift: PASSED_ON_LIFT,
        contagious_product: NOVELTY.0,
        n_untidy_rows,
    }
}
