//! Influence as values, every part kept, one entry a person; knows nothing of how the parts are computed.

use super::TieWeights;
use serde::{Deserialize, Serialize};

/// How a person sits among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Listened to: many come to them.
    Leader,
    /// Goes to many, inside the own tribe.
    Spreader,
    /// Joins tribes that would else hear little of each other.
    Bridge,
    /// Known to very many and close to hardly any of them: reach without close ties.
    Celebrity,
    /// In the thick of the own tribe.
    Core,
    /// Tied to few, and goes to them more than they come.
    Follower,
    /// No ties, or hardly any.
    Outsider,
}

impl Role {
    pub const ALL: [Role; 7] =
        [Role::Leader, Role::Spreader, Role::Bridge, Role::Celebrity, Role::Core, Role::Follower, Role::Outsider];

    /// The word for this role in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Leader => "leader",
            Role::Spreader => "spreader",
            Role::Bridge => "bridge",
            Role::Celebrity => "celebrity",
            Role::Core => "core",
            Role::Follower => "follower",
            Role::Outsider => "outsider",
        }
    }
}

/// How much each part counts; only the proportions matter.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreWeights {
    pub listened_to: f32,
    pub reach: f32,
    pub closeness: f32,
    #[serde(alias = "bridging")]
    pub position: f32,
    /// Counts only for people whose own followers say something.
    pub persuasion: f32,
}

impl Default for ScoreWeights {
    fn default() -> Self {
        ScoreWeights { listened_to: 0.4, reach: 0.25, closeness: 0.2, position: 0.15, persuasion: 0.25 }
    }
}

/// What the strength of ties is taken from, so that published values can be checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weighting {
    /// The weighted parts of the evidence.
    #[default]
    Strength,
    /// The number of contacts (one for a pair without any) as a share of the most that a pair has.
    Contacts,
    /// Every tie alike.
    One,
}

/// Everything that a person may set about scoring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreSettings {
    pub weights: ScoreWeights,
    /// Days after which a contact counts one half.
    pub half_life_days: f32,
    /// What the strength of a tie is made of.
    pub tie_weights: TieWeights,
    /// Modularity resolution; higher makes smaller tribes.
    pub resolution: f64,
    /// Of every random choice in scoring.
    pub seed: u64,
    /// The product or subject that influence is asked for; empty: any. Only people who bought it or care about it
    /// count for reach.
    pub topic: String,
    pub weighting: Weighting,
    /// Tribes of more people are split again; 0: tribes may be as large as they are found.
    pub largest_tribe: u32,
}

impl Default for ScoreSettings {
    fn default() -> Self {
        ScoreSettings {
            weights: ScoreWeights::default(),
            half_life_days: 30.0,
            tie_weights: TieWeights::default(),
            resolution: 1.0,
            seed: 1,
            topic: String::new(),
            weighting: Weighting::default(),
            largest_tribe: 0,
        }
    }
}

/// What somebody decided about a person, over the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Call {
    /// Among the influencers whatever the figures say: stands before all who are not pinned.
    Pin,
    /// [`PROMOTED_BY`] more of influence than the figures say.
    Promote,
    /// Never an influencer: not ranked. Keeps their ties, and counts as reached by others.
    Exclude,
}

impl Call {
    pub const ALL: [Call; 3] = [Call::Pin, Call::Promote, Call::Exclude];

    /// The word for this call on the command line and in exported files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Call::Pin => "pin",
            Call::Promote => "promote",
            Call::Exclude => "exclude",
        }
    }
}

/// Points of influence, of 100, that a promotion is worth.
pub const PROMOTED_BY: f32 = 10.0;

/// One entry a person in every column. Opted-out people, people outside the market and people without ties have
/// influence 0 and rank 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// 0 to 100: the weighted mean of the parts below, times 100, and [`PROMOTED_BY`] more for promoted people. The
    /// fifth part, persuasion, only lifts: where it is below the mean of the other four, or unknown, it does not count.
    pub influence: Vec<f32>,
    /// 1 is the most influential; 0 means not ranked. Ties in influence are broken by row.
    pub rank: Vec<u32>,
    /// Part, 0 to 1 (share of ranked people below): weighted `PageRank`, "people come to them".
    pub listened_to: Vec<f32>,
    /// Part, 0 to 1: people inside the market reached in two steps, by tie strength.
    pub reach: Vec<f32>,
    /// Part, 0 to 1: summed strength of the twelve closest ties, "how close they are to their people".
    pub closeness: Vec<f32>,
    /// Part, 0 to 1: the higher of `holding` and `bridging`, "where they sit".
    pub position: Vec<f32>,
    /// 0 to 1: how much more their own tribe listens to them than to its other members, "holds the tribe together".
    pub holding: Vec<f32>,
    /// 0 to 1: participation over tribes times how much their contacts listen to them, "joins tribes".
    pub bridging: Vec<f32>,
    /// Part, 0 to 1 (share of people with evidence below): how many times as often as by chance their contacts followed
    /// them. Nothing where none of their contacts took up what they did; empty where nobody's evidence counts.
    pub persuasion: Vec<Option<f32>>,
    /// Raw weighted `PageRank`; sums to 1.
    pub pagerank: Vec<f64>,
    /// Expected people inside the market reached in two steps.
    pub reach_people: Vec<f32>,
    /// Summed strength of the ties.
    pub total_strength: Vec<f32>,
    /// Participation coefficient (Guimerà & Amaral 2005), 0 to 1.
    pub participation: Vec<f32>,
    /// Number of people tied to.
    pub n_contacts: Vec<u32>,
    /// Rank by number of contacts alone, to show the difference; 0 means not ranked.
    pub rank_by_contacts: Vec<u32>,
    /// Share of the strength that comes to the person (the rest goes out), 0 to 1; one half where unknown.
    pub inward_share: Vec<f32>,
    pub role: Vec<Role>,
    /// The ranked people, best first: pinned people, then all others.
    pub order: Vec<super::Person>,
    /// What was decided over the figures, by person.
    pub by_hand: Vec<(super::Person, Call)>,
    /// The rank by the figures alone; empty where nothing was decided over them.
    pub rank_by_figures: Vec<u32>,
}

impl Scores {
    /// What was decided about somebody over the figures.
    #[must_use]
    pub fn call(&self, person: super::Person) -> Option<Call> {
        self.by_hand.binary_search_by_key(&person, |(who, _)| *who).ok().map(|at| self.by_hand[at].1)
    }

    /// The rank by the figures alone, whatever was decided over them; 0 for people who are not ranked.
    #[must_use]
    pub fn figures_rank(&self, person: super::Person) -> u32 {
        let ranks = if self.rank_by_figures.is_empty() { &self.rank } else { &self.rank_by_figures };
        ranks.get(person as usize).copied().unwrap_or(0)
    }

    /// The share of the people below in persuasion, where anything is known.
    #[must_use]
    pub fn persuasion_of(&self, person: super::Person) -> Option<f32> {
        self.persuasion.get(person as usize).copied().flatten()
    }

    /// The best `percent` of the ranked people, at least one where anybody is ranked.
    #[must_use]
    pub fn top_percent(&self, percent: f32) -> &[super::Person] {
        &self.order[..n_top(self.order.len(), percent)]
    }
}

/// How many of so many ranked people are the best `percent`: at least one where anybody is ranked.
#[must_use]
pub fn n_top(n_ranked: usize, percent: f32) -> usize {
    let share = f64::from(percent.clamp(0.0, 100.0)) / 100.0;
    ((n_ranked as f64 * share).round() as usize).clamp(usize::from(n_ranked > 0), n_ranked)
}
