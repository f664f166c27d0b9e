//! What follows from the document and is never edited by hand: scores, cells, lifts, forecasts, each with the question
//! it answers; a value that answers an older question is dropped, not shown.

mod asked;
mod refresh;
mod work;

pub use work::Work;

use super::choosing::{self, Choosing};
use super::document::{Document, Import};
use super::erased::without;
use super::lives::LivesTold;
use super::sight::Sight;
use crate::domain::campaign::{Cells, Plan};
use crate::domain::filter::Visible;
use crate::domain::forecast::next::HearsNext;
use crate::domain::forecast::{Assumptions, BestSpread, Forecast, LeftCheck, Past};
use crate::domain::guise::Guise;
use crate::domain::identity::Alike;
use crate::domain::influence::certainty::Certainty;
use crate::domain::influence::persuasion::TakenUp;
use crate::domain::influence::topical::{Contrast, TopicEvidence};
use crate::domain::influence::{CutCurve, Overview, cut_curve, has_ear_of, order_members, overview, weigh};
use crate::domain::measure::{GroupLift, Lift};
use crate::domain::model::{People, Person, Places, Ties};
use crate::domain::placement::pinned;
use crate::domain::respect::Gate;
use crate::domain::score::Scored;
use crate::domain::situations::PeopleSituations;
use crate::domain::stages::PeopleStages;
use crate::domain::stance::PeopleStances;
use crate::domain::sure_levels::SureLevels;
use crate::domain::ties::touch::InTouch;
use crate::domain::turnover::LookBack;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The question a forecast answers; a forecast with another key is stale.
#[derive(Clone, Debug)]
pub struct ForecastKey {
    pub plan: u32,
    /// Of which only cells, seed and what is said of stages count: words and dates change no forecast.
    pub content: Arc<Plan>,
    pub cells: Arc<Cells>,
    pub assumptions: Assumptions,
    /// What chances follow from where they differ by stage.
    pub stages: Arc<PeopleStages>,
    pub scored_generation: u64,
    /// How many times scores were taken in until then: weighing them anew chooses other people within one generation.
    pub n_taken: u64,
}

impl PartialEq for ForecastKey {
    fn eq(&self, other: &Self) -> bool {
        self.plan == other.plan
            && self.content.seed == other.content.seed
            && Arc::ptr_eq(&self.cells, &other.cells)
            && self.assumptions == other.assumptions
            && self.scored_generation == other.scored_generation
            && self.n_taken == other.n_taken
            && self.content.choice.by_stage == other.content.choice.by_stage
            && self.content.choice.off_topic == other.content.choice.off_topic
            && (!choosing::is_by_stage(&self.content, self.assumptions) || Arc::ptr_eq(&self.stages, &other.stages))
    }
}

/// One plan's cells and what they were drawn from.
#[derive(Clone, Debug)]
struct Drawn {
    plan: Arc<Plan>,
    scored: Arc<Scored>,
    choice: Option<Arc<BestSpread>>,
    lives: (Arc<PeopleStages>, Arc<PeopleStances>),
    cells: Arc<Cells>,
    /// Worked out when it is first looked at.
    work: Arc<OnceLock<Work>>,
}

/// One results file's lift and what it was measured from.
#[derive(Clone, Debug)]
struct Measured {
    import: Arc<Import>,
    cells: Arc<Cells>,
    people: Arc<People>,
    lift: Arc<Lift>,
    groups: Arc<Vec<GroupLift>>,
}

/// Computed values and which generation of the document they belong to.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    pub scored: Option<Arc<Scored>>,
    /// Rises when scores go out of date.
    pub generation: u64,
    /// The generation that `scored` answers.
    pub scored_generation: u64,
    n_taken: u64,
    /// Where everybody stands before tribes are put elsewhere by hand.
    placed: Option<Arc<Places>>,
    overview: Option<Overview>,
    cut: Arc<CutCurve>,
    /// Who may be one person, and the generation that it answers.
    pub(super) alike: Option<(u64, Arc<Alike>)>,
    /// How the list would have been earlier, and the generation that it answers.
    pub(super) look_back: Option<(u64, Arc<LookBack>)>,
    /// How sure the ranks are, and after how many times of taking scores in they were so.
    pub(super) certainty: Option<(u64, Arc<Certainty>)>,
    /// Which sizes of tribes come back most surely, and after how many times of taking scores in that was so.
    pub(super) sure_levels: Option<(u64, Arc<SureLevels>)>,
    /// Everybody's rank for two topics, and after how many times of taking scores in that was so.
    pub(super) contrast: Option<(u64, Arc<Contrast>)>,
    /// To whom word of the topic is likely to get next, and after how many times of taking scores in that was so.
    pub(super) hears_next: Option<(u64, Arc<HearsNext>)>,
    /// Who took what up when, and of which people that is.
    pub(super) taken_up: Option<(Arc<People>, Arc<TakenUp>)>,
    /// When somebody is usually in touch with their ties, who that is, and of which people.
    pub(super) in_touch: Option<(Arc<People>, Person, Arc<InTouch>)>,
    /// What the last month says of leaving after others, and the generation that it answers.
    pub(super) left_check: Option<(u64, Option<LeftCheck>)>,
    /// What chances were learned from last, for whoever plans next.
    pub(super) past: Past,
    /// What the ranking for a topic rests on.
    topic_evidence: Option<TopicEvidence>,
    ear_of: Vec<Option<Person>>,
    lives: LivesTold,
    sight: Sight,
    drawn: BTreeMap<u32, Drawn>,
    /// The plans that are approved or running.
    live: Vec<Arc<Plan>>,
    measured: BTreeMap<u32, Measured>,
    pub(super) forecasts: BTreeMap<u32, (ForecastKey, Arc<Forecast>)>,
    pub(super) choosing: Choosing,
}

impl Derived {
    /// Whether the scores are those of the present document.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.scored.is_some() && self.scored_generation == self.generation
    }

    /// Who may be one person; of an older state of the files where `is_alike_current` says no.
    #[must_use]
    pub fn alike(&self) -> Option<&Arc<Alike>> {
        self.alike.as_ref().map(|(_, alike)| alike)
    }

    /// The last day that the scores know of: of what happened, else of the adding of the newest file.
    #[must_use]
    pub fn newest_day(&self, document: &Document) -> Option<String> {
        let newest = self.scored.as_ref()?.ties.today;
        let moment = chrono::DateTime::from_timestamp(newest, 0).filter(|_| newest != Ties::NO_DATE);
        let added = || document.imports.iter().map(|import| import.imported_on.clone()).max();
        moment.map(|moment| moment.date_naive().to_string()).or_else(added)
    }

    /// What the ranking rests on, where it was asked for a topic.
    #[must_use]
    pub fn topic_evidence(&self) -> Option<TopicEvidence> {
        self.topic_evidence
    }

    #[must_use]
    pub fn is_alike_current(&self) -> bool {
        self.alike.as_ref().is_some_and(|(generation, _)| *generation == self.generation)
    }

    /// The figures of the first sentences after scoring.
    #[must_use]
    pub fn overview(&self) -> Option<&Overview> {
        self.overview.as_ref()
    }

    /// How many people each share of influencers reaches.
    #[must_use]
    pub fn cut(&self) -> &CutCurve {
        &self.cut
    }

    /// Whose ear somebody has, who has few ties of their own: the assistant, not the minister.
    #[must_use]
    pub fn ear_of(&self, person: Person) -> Option<Person> {
        self.ear_of.get(person as usize).copied().flatten()
    }

    /// Everybody's stage.
    #[must_use]
    pub fn stages(&self) -> &Arc<PeopleStages> {
        &self.lives.stages
    }

    /// Everybody's stance.
    #[must_use]
    pub fn stances(&self) -> &Arc<PeopleStances> {
        &self.lives.stances
    }

    /// In which situation everybody reads a message.
    #[must_use]
    pub fn situations(&self) -> &Arc<PeopleSituations> {
        &self.lives.situations
    }

    /// Who is on show; nothing where nobody is filtered out.
    #[must_use]
    pub fn visible(&self) -> Option<&Arc<Visible>> {
        self.sight.visible.as_ref()
    }

    /// What colours and sizes mean.
    #[must_use]
    pub fn guise(&self) -> &Arc<Guise> {
        &self.sight.guise
    }

    pub(super) fn choosing(&self) -> &Choosing {
        &self.choosing
    }

    /// How many times scores were taken in.
    #[must_use]
    pub fn n_taken(&self) -> u64 {
        self.n_taken
    }

    /// Who is in which cell of a plan, once people are scored and chosen.
    #[must_use]
    pub fn cells(&self, plan: u32) -> Option<Arc<Cells>> {
        self.drawn.get(&plan).map(|drawn| drawn.cells.clone())
    }

    /// What a results file says of its plan.
    #[must_use]
    pub fn lift(&self, import: u32) -> Option<Arc<Lift>> {
        self.measured.get(&import).map(|measured| measured.lift.clone())
    }

    /// What a results file says of the further groups of its plan.
    #[must_use]
    pub fn group_lifts(&self, import: u32) -> &[GroupLift] {
        self.measured.get(&import).map_or(&[], |measured| &measured.groups)
    }

    /// What to ask the worker for, to forecast a plan as it is now.
    #[must_use]
    pub fn forecast_key(&self, plan: &Arc<Plan>, assumptions: Assumptions) -> ForecastKey {
        let Derived { scored_generation, n_taken, .. } = *self;
        let (content, cells) = (plan.clone(), self.cells(plan.id).unwrap_or_default());
        let stages = self.stages().clone();
        ForecastKey { plan: plan.id, content, cells, assumptions, stages, scored_generation, n_taken }
    }

    /// The forecast of a plan as it is now; nothing while it is being worked out.
    #[must_use]
    pub fn forecast(&self, plan: &Arc<Plan>, assumptions: Assumptions) -> Option<Arc<Forecast>> {
        let (key, forecast) = self.forecasts.get(&plan.id)?;
        (*key == self.forecast_key(plan, assumptions)).then(|| forecast.clone())
    }

    /// Closes every gate for people who were erased, until everybody is scored anew without them.
    pub(super) fn forget_erased(&mut self, document: &Document) {
        (self.alike, self.look_back, self.left_check) = (None, None, None);
        (self.taken_up, self.in_touch) = (None, None);
        let Some(scored) = &self.scored else { return };
        let Some(gate) = Gate::of(&document.decisions.respect) else { return };
        let scored = Arc::new(without(scored, self.placed.as_ref(), &gate));
        self.take_scored(scored, document);
    }

    /// Nothing is left to score: what the scores said is of files that are gone.
    pub(super) fn forget_scores(&mut self) {
        (self.scored, self.overview, self.certainty, self.contrast) = (None, None, None, None);
        (self.hears_next, self.taken_up, self.in_touch, self.past) = (None, None, None, Past::default());
        self.sure_levels = None;
        self.cut = Arc::default();
        self.ear_of.clear();
        self.sight = Sight::default();
        self.drawn.clear();
        self.measured.clear();
        self.forecasts.clear();
        self.choosing = Choosing::default();
    }

    pub(super) fn take_scored(&mut self, mut scored: Arc<Scored>, document: &Document) {
        let is_placed_anew = !self.scored.as_ref().is_some_and(|old| Arc::ptr_eq(&old.places, &scored.places));
        if is_placed_anew {
            self.placed = Some(scored.places.clone());
            scored = with_pins(&scored, &scored.places, document);
        }
        if !self.scored.as_ref().is_some_and(|old| Arc::ptr_eq(&old.people, &scored.people)) {
            self.past = Past::default();
        }
        self.overview = Some(overview(&scored));
        let is_asked = scored.people.is_on_topic.contains(&false);
        self.topic_evidence = is_asked.then(|| TopicEvidence::of(&scored.people.is_on_topic, &scored));
        self.cut = Arc::new(cut_curve(&scored));
        self.ear_of = has_ear_of(&scored.network, &scored.ties, &scored.scores);
        self.scored = Some(scored);
        self.n_taken += 1;
        self.refresh(document);
    }

    /// The scores whose people stand but roughly, and where: somebody is to settle them.
    #[must_use]
    pub fn rough(&self) -> Option<(&Arc<Scored>, &Arc<Places>)> {
        let scored = self.scored.as_ref().filter(|_| self.is_scored())?;
        Some((scored, self.placed.as_ref().filter(|placed| placed.is_rough)?))
    }

    /// Puts everybody where they settled, unless `rough` is no longer where they stand.
    pub(super) fn take_places(&mut self, rough: &Arc<Places>, places: Arc<Places>, document: &Document) -> bool {
        let is_of_now = self.placed.as_ref().is_some_and(|placed| Arc::ptr_eq(placed, rough));
        if is_of_now {
            self.placed = Some(places);
            self.pin(document);
        }
        is_of_now
    }

    /// Puts tribes where the document says now. Nothing else follows from where they stand.
    pub(super) fn pin(&mut self, document: &Document) {
        let (Some(scored), Some(placed)) = (&self.scored, &self.placed) else { return };
        let scored = with_pins(scored, placed, document);
        for drawn in self.drawn.values_mut() {
            drawn.scored = scored.clone();
        }
        self.scored = Some(scored);
    }

    /// Weighs the parts of the scores as the document says now, at once; everything else stays as it was until the worker
    /// has scored anew. O(n log n + m).
    pub(super) fn weigh(&mut self, document: &Document) {
        let Some(scored) = &self.scored else { return };
        let (mut scores, mut tribes) = ((*scored.scores).clone(), (*scored.tribes).clone());
        scores.by_hand = document.decisions.judgement.calls(&scored.people);
        weigh(&mut scores, &document.settings.weights);
        order_members(&mut tribes, &scores);
        let scored = Scored { scores: Arc::new(scores), tribes: Arc::new(tribes), ..(**scored).clone() };
        self.take_scored(Arc::new(scored), document);
    }

    /// Ranks anew where the scores were ranked with other decisions by hand than the document's.
    pub(super) fn judge(&mut self, document: &Document) {
        let calls = |scored: &Arc<Scored>| document.decisions.judgement.calls(&scored.people) != scored.scores.by_hand;
        if self.scored.as_ref().is_some_and(calls) {
            self.weigh(document);
        }
    }
}

/// The same scores with tribes where they were put by hand.
fn with_pins(scored: &Arc<Scored>, placed: &Arc<Places>, document: &Document) -> Arc<Scored> {
    let places = if document.pinned.is_empty() {
        placed.clone()
    } else {
        Arc::new(pinned(placed, &scored.tribes, &document.pinned))
    };
    if Arc::ptr_eq(&places, &scored.places) {
        return scored.clone();
    }
    Arc::new(Scored { places, ..(**scored).clone() })
}
