//! What measured campaigns taught, in words: what came of it, how sure that is, what it cost and what to test next.

mod contest;
mod page;

pub use contest::{best_of, contest, contestant, group_name, group_result};
pub use page::{markdown, said_of};

use super::{day, decimal, number, pick, plan, said, sentences, stages};
use crate::domain::campaign::{Goal, Treatment};
use crate::domain::measure::{Lesson, NextTest, Verdict};
use crate::project::LearnEdit;
use crate::ui::ResultsPage;

sentences! {
    page_results: "Results" | "Risultati";
    page: "What we learned" | "Che cosa abbiamo imparato";
    hint: "A line for each measured campaign, for those who plan the next one. What you keep stays here, whatever becomes of the plan and its files."
        | "Una riga per ogni campagna misurata, per chi pianifica la prossima. Ciò che conservi resta qui, qualunque cosa accada al piano e ai suoi file.";
    none_title: "Nothing learned yet" | "Ancora niente da imparare";
    none_text: "Add what customers did after a campaign and say which plan it belongs to. Its result then stands here in a line that you can keep."
        | "Aggiungi ciò che i clienti hanno fatto dopo una campagna e indica a quale piano appartiene. Il risultato comparirà qui, in una riga che puoi conservare.";
    to_results: "Go to the results" | "Vai ai risultati";
    keep: "Keep what was learned" | "Conserva ciò che si è imparato";
    keep_now: "Keep the new figures" | "Conserva le nuove cifre";
    forget: "Keep it no longer" | "Non conservarla più";
    remark: "Your remark" | "La tua nota";
    remark_hint: "What the figures do not say" | "Ciò che le cifre non dicono";
    export: "Export…" | "Esporta…";
    not_kept: "Not kept yet: it goes with the plan or its file." | "Non ancora conservata: se ne va con il piano o con il suo file.";
    /// How the file of it is called, after the project's name.
    file_stem: "learned" | "imparato";
    next: "Test next" | "Prossima prova";
}

/// What a page of the room of results is called.
#[must_use]
pub fn results_page(shown: ResultsPage) -> &'static str {
    match shown {
        ResultsPage::Results => page_results(),
        ResultsPage::Learned => page(),
    }
}

/// A verdict in a word or two.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Works => pick("It works", "Funziona"),
        Verdict::Unclear => pick("Not clear yet", "Non ancora chiaro"),
        Verdict::Harms => pick("It harms", "Fa danno"),
        Verdict::NoComparison => pick("Nothing to compare with", "Nessun confronto"),
    }
}

/// "Handwritten notes to 12 people": what they received, and how many did.
fn what(lesson: &Lesson) -> String {
    let people = number::people(usize::try_from(lesson.lift.treated.n_people).unwrap_or(usize::MAX));
    match lesson.treatments[..] {
        [Treatment::ExecutiveCall] => said!("Calls to {people}" | "Telefonate a {people}"),
        [Treatment::HandwrittenNote] => {
            said!("Handwritten notes to {people}" | "Ringraziamenti scritti a mano a {people}")
        }
        [Treatment::PriorityService] => {
            said!("Top of the service queue for {people}" | "Precedenza nell’assistenza per {people}")
        }
        [Treatment::SpecialNumber] => said!("A special number for {people}" | "Un numero dedicato per {people}"),
        [Treatment::PreviewPanel] => said!("A preview with {people}" | "Un’anteprima con {people}"),
        [Treatment::Coupon] => said!("Coupons for {people}" | "Codici sconto per {people}"),
        [Treatment::FreeUpgrade] => said!("A free upgrade for {people}" | "Un upgrade gratuito per {people}"),
        [Treatment::SpecialOutreach] => said!("Personal contact with {people}" | "Contatto personale con {people}"),
        _ => {
            let names: Vec<String> =
                lesson.treatments.iter().map(|&kind| plan::treatment(kind).to_lowercase()).collect();
            let names = names.join(", ");
            said!("Treating {people} ({names})" | "Trattamento di {people} ({names})")
        }
    }
}

/// "kept 4 more of 100", with the figure and "more" or "fewer" in it.
fn brought(goal: Goal, figure: &str) -> String {
    match goal {
        Goal::LessChurn => said!("kept {figure} of 100" | "su 100, {figure} sono rimasti"),
        Goal::MoreRevenue => {
            said!("brought {figure} of 100 to spend more" | "su 100, {figure} hanno speso di più")
        }
        Goal::CrossSell => {
            said!("brought {figure} of 100 to buy something new" | "su 100, {figure} hanno comprato qualcosa di nuovo")
        }
        Goal::Launch => said!("brought {figure} of 100 to take it up" | "su 100, {figure} hanno aderito"),
        Goal::Loyalty => said!("brought {figure} of 100 to buy again" | "su 100, {figure} hanno ricomprato"),
        Goal::Awareness => said!("let {figure} of 100 hear of it" | "su 100, {figure} ne hanno sentito parlare"),
        Goal::WinBack => said!("won {figure} of 100 back" | "su 100, {figure} sono tornati"),
    }
}

fn more(figure: &str) -> String {
    said!("{figure} more" | "{figure} in più")
}

fn fewer(figure: &str) -> String {
    said!("{figure} fewer" | "{figure} in meno")
}

/// To a tenth, as the results have it, without its sign: "4", "10.6".
fn tenths(points: f64) -> String {
    let text = decimal(points.abs());
    text.strip_suffix(['0']).and_then(|whole| whole.strip_suffix(['.', ','])).unwrap_or(&text).to_owned()
}

/// "4 more" or "3 fewer".
fn beside(points: f64) -> String {
    let figure = tenths(points);
    if points < 0.0 { fewer(&figure) } else { more(&figure) }
}

/// What came of it, in one sentence: "Calls to 12 people kept 4 more of 100 (1 to 7)."
#[must_use]
pub fn result(lesson: &Lesson) -> String {
    let (what, lift) = (what(lesson), &lesson.lift);
    let [points, low, high] = [lift.points, lift.points_low, lift.points_high].map(tenths);
    match lesson.verdict() {
        Verdict::Works => {
            let brought = brought(lesson.goal, &more(&points));
            said!("{what} {brought} ({low} to {high})." | "{what}: {brought} (da {low} a {high}).")
        }
        Verdict::Harms => {
            let brought = brought(lesson.goal, &fewer(&points));
            said!("{what} {brought} ({high} to {low})." | "{what}: {brought} (da {high} a {low}).")
        }
        Verdict::Unclear => {
            let (low, high) = (beside(lift.points_low), beside(lift.points_high));
            let kept = brought(lesson.goal, &said!("between {low} and {high}" | "tra {low} e {high}"));
            said!(
                "{what} {kept}: whether it helped cannot be told." | "{what}: {kept}. Non si può dire se sia servito."
            )
        }
        Verdict::NoComparison => {
            said!(
                "{what}: nobody was left alone to compare with, so what it did cannot be told."
                    | "{what}: nessuno è stato tenuto per confronto, quindi non si può dire che effetto abbia avuto."
            )
        }
    }
}

/// How sure it is, in a word and as the chance that it helped, and the counts that it rests on.
#[must_use]
pub fn sure(lesson: &Lesson) -> String {
    let shares = plan::shares(&lesson.lift);
    if lesson.verdict() == Verdict::NoComparison {
        return shares;
    }
    let chance = lesson.lift.chance_helped;
    let word = match chance {
        0.99.. => pick("As good as certain", "Praticamente certo"),
        0.95..0.99 => pick("Very likely", "Molto probabile"),
        0.8..0.95 => pick("Likely, not sure", "Probabile, non sicuro"),
        0.2..0.8 => pick("Open", "Incerto"),
        0.05..0.2 => pick("Unlikely to have helped", "È poco probabile che sia servito"),
        _ => pick("As good as certain that it did not help", "Praticamente certo che non sia servito"),
    };
    let chance = plan::chance(chance);
    said!(
        "{word}: the chance that it helped is {chance}. {shares}"
            | "{word} (probabilità che sia servito: {chance}). {shares}"
    )
}

/// What it cost, and what each further person did.
#[must_use]
pub fn cost(lesson: &Lesson) -> String {
    let cost = lesson.cost;
    if cost.cents <= 0 {
        return pick("What it cost is not known.", "Non si sa quanto è costato.").into();
    }
    let money = number::money(cost.cents);
    let whole = if cost.is_planned {
        said!("It was planned to cost {money}" | "Il costo previsto era di {money}")
    } else {
        said!("It cost {money}" | "È costato {money}")
    };
    match lesson.cents_each_more() {
        Some(cents) => {
            let each = number::about_money(cents);
            said!("{whole}, about {each} for each one more." | "{whole}, circa {each} per ognuno in più.")
        }
        None => said!("{whole}." | "{whole}."),
    }
}

/// What to test next; `tribe` is the name of the tribe where it is one.
#[must_use]
pub fn next_test(next: NextTest, tribe: Option<&str>) -> String {
    match next {
        NextTest::KeepSome => pick(
            "The same again, with some people drawn at random and left alone.",
            "Lo stesso, lasciando fuori alcune persone estratte a caso.",
        )
        .into(),
        NextTest::Tribe(_) => match tribe {
            Some(name) => said!(
                "The same in {name}, the largest tribe where it was not tried yet."
                    | "Lo stesso con {name}, la tribù più grande in cui non è stato ancora provato."
            ),
            None => pick(
                "The same in a tribe where it was not tried yet.",
                "Lo stesso in una tribù in cui non è stato ancora provato.",
            )
            .into(),
        },
        NextTest::Stage(stage) => {
            let stage = stages::stage(stage).to_lowercase();
            said!(
                "The same for people who are {stage}, the largest group by stage where it was not tried yet."
                    | "Lo stesso per chi è “{stage}”, la fase più numerosa in cui non è stato ancora provato."
            )
        }
        NextTest::Widen => pick(
            "The same for more people, some left alone again.",
            "Lo stesso per più persone, lasciandone di nuovo fuori alcune.",
        )
        .into(),
        NextTest::MorePeople { n_each } => {
            let people = number::people(n_each);
            said!(
                "The same with {people} treated and as many left alone: if what was seen is real, that many show it four times in five."
                    | "Lo stesso con {people} nel gruppo trattato e altrettante per confronto: se l’effetto visto è reale, così si nota quattro volte su cinque."
            )
        }
        NextTest::ChangeOneThing { n_each: Some(n_each) } => {
            let people = number::people(n_each);
            said!(
                "Change one thing, the message, the offer or the treatment, with {people} treated and as many left alone: enough to see 10 more of 100."
                    | "Cambia una sola cosa (messaggio, offerta o trattamento), con {people} nel gruppo trattato e altrettante per confronto: bastano per notarne 10 in più su 100."
            )
        }
        NextTest::ChangeOneThing { n_each: None } => pick(
            "There are too few people to be sure. Change one thing, and take it as a case study.",
            "Le persone sono troppo poche per esserne certi. Cambia una sola cosa e considerala un caso di studio.",
        )
        .into(),
        NextTest::Stop => pick(
            "Stop: do not treat anybody like this again, and ask a few of them why.",
            "Fermati: non trattare più nessuno così, e chiedi ad alcuni il perché.",
        )
        .into(),
    }
}

/// Whose line it is: the plan, what it was for, and when its results came.
#[must_use]
pub fn whose(lesson: &Lesson) -> String {
    let day = lesson.on.split(' ').next().unwrap_or_default();
    let (name, goal) = (&lesson.plan_name, plan::goal(lesson.goal).to_lowercase());
    format!("{name} · {goal} · {}", day::said(day))
}

/// What the results say now, where that is another thing than what was kept.
#[must_use]
pub fn differs(now: &Lesson) -> String {
    let result = result(now);
    said!(
        "The results or the plan have changed since. Now: {result}"
            | "Da allora i risultati o il piano sono cambiati. Ora: {result}"
    )
}

/// The best result, which goals are compared with.
#[must_use]
pub fn best(points: f64) -> String {
    let figure = beside(points);
    said!(
        "Best result so far: {figure} of 100. Forecasts measure new goals by it."
            | "Il miglior risultato finora: {figure} su 100. Le previsioni misurano su questo i nuovi obiettivi."
    )
}

/// Of so many results some look clear by chance; none where there are few.
#[must_use]
pub fn by_chance(n: usize) -> Option<String> {
    (n >= 5).then(|| {
        let n = number::count(n);
        said!(
            "Of {n} results, about one in twenty looks clear by chance alone: repeat what matters."
                | "Su {n} risultati, circa uno su venti sembra chiaro solo per caso: ripeti ciò che conta."
        )
    })
}

/// An edit of it in a few words.
#[must_use]
pub fn edit(edit: &LearnEdit) -> String {
    match edit {
        LearnEdit::Keep { .. } => pick("keep what was learned", "conserva ciò che si è imparato"),
        LearnEdit::Remark { .. } => pick("remark on what was learned", "annota ciò che si è imparato"),
        LearnEdit::Forget(_) => pick("no longer keep what was learned", "non conservare più ciò che si è imparato"),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;
    use crate::domain::measure::{Arm, Cost, Lift};

    fn lesson(points: [f64; 3]) -> Lesson {
        let [low, middle, high] = points;
        let arm = |n_people, n_yes| Arm { n_people, n_yes };
        let lift = Lift { treated: arm(12, 6), control: arm(10, 4), ..Lift::default() };
        let lift = Lift { points: middle, points_low: low, points_high: high, chance_helped: 0.97, ..lift };
        Lesson { treatments: vec![Treatment::ExecutiveCall], lift, ..Lesson::default() }
    }

    #[test]
    fn a_result_is_said_as_far_as_it_is_known() {
        assert_eq!(result(&lesson([1.0, 4.0, 7.0])), "Calls to 12 people kept 4 more of 100 (1 to 7).");
        assert_eq!(result(&lesson([0.3, 7.26, 10.6])), "Calls to 12 people kept 7.3 more of 100 (0.3 to 10.6).");
        assert_eq!(result(&lesson([-7.0, -4.0, -1.0])), "Calls to 12 people kept 4 fewer of 100 (1 to 7).");
        assert_eq!(
            result(&lesson([-3.0, 4.0, 9.5])),
            "Calls to 12 people kept between 3 fewer and 9.5 more of 100: whether it helped cannot be told."
        );
        let mut alone = lesson([-100.0, 0.0, 100.0]);
        alone.lift.control = Arm::default();
        assert!(result(&alone).contains("cannot be told"), "{}", result(&alone));
        speak(Language::Italian);
        assert_eq!(
            result(&lesson([1.0, 4.0, 7.0])),
            "Telefonate a 12 persone: su 100, 4 in più sono rimasti (da 1 a 7)."
        );
        let back = Lesson { goal: Goal::WinBack, ..lesson([-3.0, 4.0, 9.5]) };
        assert_eq!(
            result(&back),
            "Telefonate a 12 persone: su 100, tra 3 in meno e 9,5 in più sono tornati. Non si può dire se sia servito."
        );
    }

    #[test]
    fn how_sure_it_is_stands_in_a_word_and_a_figure() {
        assert!(sure(&lesson([1.0, 4.0, 7.0])).starts_with("Very likely: the chance that it helped is 97 %. 50 % of"));
        let mut open = lesson([-3.0, 0.0, 3.0]);
        open.lift.chance_helped = 0.5;
        assert!(sure(&open).starts_with("Open: "));
        open.lift.control = Arm::default();
        assert!(!sure(&open).contains("chance"), "there is none without a comparison");
    }

    #[test]
    fn what_it_cost_says_whether_it_was_spent() {
        let cost_of = |cents, is_planned| {
            let known = Cost { cents, n_people: 12, is_planned };
            cost(&Lesson { cost: known, ..lesson([1.0, 25.0, 45.0]) })
        };
        assert_eq!(cost_of(30_000, false), "It cost €300, about €100 for each one more.");
        assert!(cost_of(30_000, true).starts_with("It was planned to cost €300"));
        assert_eq!(cost_of(0, true), "What it cost is not known.");
    }
}
