//! What somebody decided over the figures, and what the figures say of persuasion, in words.

use super::number::{self, count};
use super::{decimal, pick, said, sentences};
use crate::domain::influence::persuasion::{Finding, Followed, LookAlikes, MOST_WEEKS, Timing, Verdict};
use crate::domain::model::Call;
use crate::domain::model::decisions::{JudgementEdit, Opinion};
use crate::domain::ties::TopicKind;

sentences! {
    your_judgement: "Your judgement" | "Il tuo giudizio";
    reason: "Reason" | "Motivo";
    reason_hint: "What do you know that the figures do not?" | "Che cosa sai che i numeri non sanno?";
    note: "Note on their position" | "Nota sulla sua posizione";
    note_hint: "Assistant to the director, coach of the team …"
        | "Assistente del direttore, allenatore della squadra …";
    take_back: "Let the figures decide" | "Lascia decidere ai numeri";
    by_your_hand: "By your hand" | "Per tua scelta";
    word_of_mouth: "Does word of mouth show?" | "Si vede il passaparola?";
    nothing_dated: "No purchase in these files has a date, and no interests come in several months: nothing can be said of who followed whom."
        | "Nessun acquisto in questi file ha una data e nessun elenco di interessi ha più mesi: non si può dire chi ha seguito chi.";
    details: "How this was found" | "Come è stato trovato";
    sways_and_swayed: "Who sways and who is swayed" | "Chi convince e chi si lascia convincere";
    sways_hint: "Up: contacts follow them more often than by chance. To the right: they follow others more often. The lines mark chance itself."
        | "In alto: i contatti li seguono più spesso che per caso. A destra: sono loro a seguire più spesso. Le linee segnano il caso.";
}

#[must_use]
pub fn call(call: Call) -> &'static str {
    match call {
        Call::Pin => pick("Always an influencer", "Sempre un influencer"),
        Call::Promote => pick("Move up", "Fai salire"),
        Call::Exclude => pick("Never an influencer", "Mai un influencer"),
    }
}

/// What the call does, for whoever hesitates.
#[must_use]
pub fn meaning(call: Call) -> &'static str {
    match call {
        Call::Pin => pick(
            "Heads every list, whatever the figures say.",
            "In testa a ogni elenco, qualunque cosa dicano i numeri.",
        ),
        Call::Promote => pick(
            "Ten points of influence more than the figures say.",
            "Dieci punti di influenza in più di quanto dicono i numeri.",
        ),
        Call::Exclude => pick(
            "Not among the influencers, whatever the figures say. Their ties stay, so that others are judged as before.",
            "Non tra gli influencer, qualunque cosa dicano i numeri. I suoi legami restano: per gli altri non \
             cambia nulla.",
        ),
    }
}

/// Why somebody cannot be moved up.
#[must_use]
pub fn not_ranked(id: &str, why: &str) -> String {
    said!("{id} is in no ranking. {why} Nothing was changed." | "{id} non è in classifica. {why} Non è cambiato nulla.")
}

/// "Always an influencer. By the figures alone: number 214. Reason: …"
#[must_use]
pub fn decided(opinion: &Opinion, rank_by_figures: u32) -> String {
    let mut text = format!("{}.", call(opinion.call));
    if rank_by_figures > 0 {
        text = said!(
            "{text} By the figures alone: number {}." | "{text} Secondo i soli numeri: posizione {}.",
            count(rank_by_figures as usize)
        );
    }
    if !opinion.reason.is_empty() {
        text = said!("{text} Reason: {}" | "{text} Motivo: {}", opinion.reason);
    }
    text
}

#[must_use]
pub fn edit(edit: &JudgementEdit) -> String {
    match edit {
        JudgementEdit::Decide { id, opinion } => match opinion.call {
            Call::Pin => said!("make {id} always an influencer" | "considera {id} sempre un influencer"),
            Call::Promote => said!("move {id} up" | "fai salire {id}"),
            Call::Exclude => said!("make {id} never an influencer" | "non considerare mai {id} un influencer"),
        },
        JudgementEdit::Undecide(id) => said!("let the figures decide about {id}" | "lascia decidere ai numeri su {id}"),
        JudgementEdit::Note { id, .. } => said!("note something on {id}" | "annota qualcosa su {id}"),
    }
}

/// The evidence of one person, in one sentence. No weeks: some of it comes by months, and these count as far as the next one.
#[must_use]
pub fn followed(seen: &Followed, weeks: Option<u32>) -> String {
    let mut text = said!(
        "Of {}, {} did so within {} after them; {} expected by chance."
            | "Su {}, {} entro {} dopo questa persona; {} attesi per caso.",
        took_up(seen.n_contacts, seen.n_things),
        count(seen.n_followed as usize),
        within(weeks),
        number::about(f64::from(seen.expected))
    );
    if seen.n_followed as f32 > seen.expected && seen.by_chance < 0.05 {
        text = said!(
            "{text} So many would come by chance {}." | "{text} Un numero così alto capita per caso {}.",
            one_in(seen.by_chance)
        );
    }
    text
}

/// "17 contacts who took up the same"; with several things a contact counts with each.
pub(super) fn took_up(n_contacts: u32, n_things: u32) -> String {
    let n = n_contacts as usize;
    if n_things > 1 {
        let times = number::plural(
            n,
            pick("time that a contact took up the same", "volta che un contatto ha preso la stessa cosa"),
            pick("times that contacts took up the same", "volte che i contatti hanno preso le stesse cose"),
        );
        return times;
    }
    number::plural(
        n,
        pick("contact who took up the same", "contatto che ha preso la stessa cosa"),
        pick("contacts who took up the same", "contatti che hanno preso la stessa cosa"),
    )
}

/// "5 weeks"; no number where some of it comes by months.
pub(super) fn within(weeks: Option<u32>) -> String {
    weeks.map_or_else(
        || pick("weeks", "poche settimane").to_owned(),
        |weeks| number::plural(weeks as usize, pick("week", "settimana"), pick("weeks", "settimane")),
    )
}

/// "1 in 40".
#[must_use]
pub fn one_in(chance: f64) -> String {
    let n = (1.0 / chance.max(1e-9)).round();
    if n < 2.0 {
        pick("nearly every time", "quasi ogni volta").into()
    } else if n > 1_000_000.0 {
        pick("less than 1 in a million times", "meno di 1 volta su un milione").into()
    } else {
        said!("1 time in {}" | "1 volta su {}", count(n as usize))
    }
}

/// What a verdict means, said so that nobody takes it for more.
#[must_use]
pub fn verdict(finding: &Finding) -> String {
    let is_of_months = finding.kind == TopicKind::Subject;
    let what = match (finding.subject.is_empty(), is_of_months) {
        (true, true) => pick("Everything together", "Tutto insieme").to_owned(),
        (true, false) => pick("All products together", "Tutti i prodotti insieme").to_owned(),
        _ => finding.subject.clone(),
    };
    let says = match finding.verdict {
        Verdict::CannotTell if is_of_months => pick(
            "too few who took it up and know each other to tell",
            "troppo poche persone che l’hanno preso e si conoscono per dirlo",
        ),
        Verdict::ActAlike if !finding.timing.tells_direction() => pick(
            "people who know each other take it up at the same time, but the files do not tell who comes to whom: whether they \
                 follow those they listen to, or like the same things, cannot be told",
            "chi si conosce lo prende nello stesso periodo, ma i file non dicono chi va da chi: non si può dire se segua chi \
                 ascolta o se abbia gli stessi gusti",
        ),
        Verdict::ActAlike if is_of_months => pick(
            "people who know each other take it up at the same time, but not after those they listen to: liking the same \
                 things explains it as well",
            "chi si conosce lo prende nello stesso periodo, ma non dopo chi ascolta: lo spiega altrettanto bene l’avere \
                 gli stessi gusti",
        ),
        Verdict::CannotTell if finding.timing.n_pairs == 0 => pick(
            "no buyers who know each other, on dates that could tell",
            "nessun acquirente che ne conosca un altro, in date che possano dirlo",
        ),
        Verdict::CannotTell => {
            pick("too few buyers who know each other to tell", "troppo pochi acquirenti che si conoscono per dirlo")
        }
        Verdict::Chance => pick("no sign of persuasion beyond chance", "nessun segno di persuasione oltre il caso"),
        Verdict::ActAlike => pick(
            "people who know each other buy at the same time, but not after those they listen to: liking the same things \
                 explains it as well",
            "chi si conosce compra nello stesso periodo, ma non dopo chi ascolta: lo spiega altrettanto bene l’avere \
                 gli stessi gusti",
        ),
        Verdict::Persuasion => pick(
            "people follow those they listen to, which is consistent with persuasion",
            "le persone seguono chi ascoltano, il che è compatibile con la persuasione",
        ),
    };
    format!("{what}: {says}.")
}

/// Where a topic was asked for of which nothing dated is known.
#[must_use]
pub fn not_judged(topic: &str, known: &[&str]) -> String {
    let nothing =
        said!("Nothing is known of who took “{topic}” up after whom." | "Non si sa chi ha preso «{topic}» dopo chi.");
    if known.is_empty() {
        return nothing;
    }
    let names = known.join(", ");
    said!("{nothing} It is known of: {names}." | "{nothing} Si sa di: {names}.")
}

/// The figures behind a verdict.
#[must_use]
pub fn figures(finding: &Finding) -> String {
    let Timing { n_pairs, weeks, n_followed, expected, sigma, by_chance, .. } = finding.timing;
    if finding.kind == TopicKind::Subject {
        return figures_of_months(finding);
    }
    if n_pairs == 0 {
        return said!(
            "{} bought. No two who know each other bought the same on different days within {} weeks, so that nobody can be \
             said to follow, or not to."
                | "Acquirenti: {}. Nessuna coppia che si conosce ha comprato lo stesso in giorni diversi entro {} settimane: non \
             si può dire chi segua chi.",
            number::people(finding.n_takers as usize),
            MOST_WEEKS
        );
    }
    let mut text = said!(
        "{} bought, {} who know each other bought the same. Within {}, {} followed one another, where {} would in any other order \
         ({}; by chance {})."
            | "Acquirenti: {}; {} che si conoscono con lo stesso acquisto. Uno dopo l’altro entro {}: {}, contro {} in \
               qualsiasi altro ordine ({}; per caso {}).",
        number::people(finding.n_takers as usize),
        number::plural(n_pairs as usize, pick("pair", "coppia"), pick("pairs", "coppie")),
        number::plural(weeks as usize, pick("week", "settimana"), pick("weeks", "settimane")),
        number::about(n_followed),
        number::about(expected),
        scatter(sigma),
        one_in(by_chance),
    );
    text += &direction(finding);
    if let Some(alike) = lookalikes(&finding.lookalikes) {
        text = format!("{text} {alike}");
    }
    text
}

fn direction(finding: &Finding) -> String {
    if !matches!(finding.verdict, Verdict::ActAlike | Verdict::Persuasion) {
        return String::new();
    }
    if !finding.timing.tells_direction() {
        return pick(" The files do not tell who comes to whom.", " I file non dicono chi va da chi.").into();
    }
    let scatter = scatter(finding.timing.direction_sigma);
    said!(" Towards those they listen to: {scatter}." | " Verso chi ascoltano: {scatter}.")
}

/// How far above what chance says; below it, that it is.
fn scatter(sigma: f64) -> String {
    if sigma <= -0.05 {
        return pick("fewer than by chance", "meno che per caso").into();
    }
    said!("{} times the usual scatter of chance" | "{} volte la solita oscillazione del caso", decimal(sigma))
}

/// The same of what is dated by the months of files.
fn figures_of_months(finding: &Finding) -> String {
    let Timing { n_pairs, weeks, n_followed, expected, sigma, by_chance, .. } = finding.timing;
    let pairs = number::plural(n_pairs as usize, pick("pair", "coppia"), pick("pairs", "coppie"));
    let weeks = number::plural(weeks as usize, pick("week", "settimana"), pick("weeks", "settimane"));
    let n = count(finding.n_takers as usize);
    let mut text = if finding.subject.is_empty() {
        said!(
            "{n} took something up, {pairs} who know each other took up the same. Within {weeks},"
                | "Persone che hanno preso qualcosa: {n}; {pairs} che si conoscono e hanno preso lo stesso. Entro {weeks}"
        )
    } else {
        said!(
            "{n} took it up between two files, {pairs} who know each other took up the same. In files within {weeks} of one another,"
                | "Persone che l’hanno preso tra un file e l’altro: {n}; {pairs} che si conoscono e hanno preso lo stesso. In file \
                   entro {weeks} l’uno dall’altro"
        )
    };
    text += &said!(
        " {} followed, where {} would in any other order ({}; by chance {})."
            | " hanno seguito: {}, contro {} in qualsiasi altro ordine ({}; per caso {}).",
        number::about(n_followed),
        number::about(expected),
        scatter(sigma),
        one_in(by_chance),
    );
    text += &direction(finding);
    let seen = &finding.lookalikes;
    let shares = seen.exposed_share().zip(seen.alike_share()).zip(seen.matched_ratio().zip(seen.naive_ratio()));
    if let Some(((exposed, alike), (matched, naive))) = shares {
        text += &said!(
            " Of people with a contact who had just taken it up, {} did so soon after; of people like them without, {}: {} \
             times as often. A plain count would have said {} times."
                | " L’hanno preso poco dopo: {} tra chi aveva un contatto che l’aveva appena preso, {} tra persone simili \
                   ma senza un tale contatto: {} volte tanto. Un semplice conteggio avrebbe detto {} volte.",
            number::percent(exposed),
            number::percent(alike),
            decimal(matched),
            decimal(naive),
        );
    }
    text
}

fn lookalikes(seen: &LookAlikes) -> Option<String> {
    let (exposed, alike) = (seen.exposed_share()?, seen.alike_share()?);
    let times = |ratio: Option<f64>| ratio.map(decimal);
    let (naive, matched) = (times(seen.naive_ratio())?, times(seen.matched_ratio())?);
    Some(said!(
        "Of people with a contact who had just bought, {} bought within {}; of people like them without, {}: {matched} \
         times as often. A plain count would have said {naive} times."
            | "Acquisti entro {1}: {0} tra chi aveva un contatto che aveva appena comprato, {2} tra persone simili \
               ma senza un tale contatto: {matched} volte tanto. Un semplice conteggio avrebbe detto {naive} volte.",
        number::percent(exposed),
        number::plural(seen.weeks as usize, pick("week", "settimana"), pick("weeks", "settimane")),
        number::percent(alike),
    ))
}

/// The chart of sways and swayed, for those who do not see it.
#[must_use]
pub fn chart(n_sway: usize, n_swayed: usize, n_known: usize) -> String {
    said!(
        "Of {} with evidence, {} sway others more than chance, {} are swayed more than chance."
            | "Su {} con prove, convincono gli altri più che per caso: {}; si fanno convincere più che per caso: {}.",
        number::people(n_known),
        count(n_sway),
        count(n_swayed)
    )
}

#[cfg(test)]
mod tests {
    use super::super::{Language, speak};
    use super::*;

    #[test]
    fn weeks_are_counted_only_where_every_date_is_known_to_the_day() {
        let seen = Followed { n_followed: 3, expected: 1.0, n_contacts: 9, by_chance: 0.5, ..Followed::default() };
        assert_eq!(
            followed(&seen, Some(4)),
            "Of 9 contacts who took up the same, 3 did so within 4 weeks after them; 1 expected by chance."
        );
        assert_eq!(
            followed(&seen, None),
            "Of 9 contacts who took up the same, 3 did so within weeks after them; 1 expected by chance."
        );
        let of_two = Followed { n_things: 2, ..seen };
        assert!(
            followed(&of_two, None).starts_with("Of 9 times that contacts took up the same, 3 did so within weeks")
        );
        speak(Language::Italian);
        assert!(followed(&seen, Some(1)).contains(" entro 1 settimana dopo"));
        assert!(followed(&seen, None).contains(" entro poche settimane dopo"));
    }

    #[test]
    fn chance_that_is_no_surprise_is_no_odds_and_nothing_is_below_zero_times() {
        assert_eq!(
            (one_in(1.0), one_in(0.7), one_in(0.5)),
            ("nearly every time".into(), "nearly every time".into(), "1 time in 2".into())
        );
        let timing = Timing {
            n_pairs: 40,
            sigma: -0.04,
            by_chance: 1.0,
            direction_sigma: -0.02,
            direction_by_chance: 0.6,
            ..Timing::default()
        };
        let finding = Finding { timing, verdict: Verdict::ActAlike, subject: "Tea".into(), ..Finding::default() };
        let said = figures(&finding);
        assert!(said.contains("(0.0 times the usual scatter of chance; by chance nearly every time)"), "{said}");
        assert!(said.ends_with("Towards those they listen to: 0.0 times the usual scatter of chance."), "{said}");
        let below = Finding { timing: Timing { sigma: -0.4, ..timing }, ..finding };
        assert!(figures(&below).contains("(fewer than by chance; by chance nearly every time)"));
        // Dates that cannot tell are no sign of anything.
        let by_year = Finding { timing: Timing::default(), verdict: Verdict::CannotTell, n_takers: 664, ..below };
        assert!(verdict(&by_year).contains("on dates that could tell"), "{}", verdict(&by_year));
        assert!(figures(&by_year).starts_with("664 people bought. No two who know each other"));
    }

    #[test]
    fn where_no_file_tells_who_comes_to_whom_nothing_is_denied() {
        let timing = Timing { n_pairs: 40, direction_by_chance: 1.0, by_chance: 0.002, ..Timing::default() };
        let finding = Finding { timing, verdict: Verdict::ActAlike, subject: "Tea".into(), ..Finding::default() };
        let said = format!("{} {}", verdict(&finding), figures(&finding));
        assert!(said.contains("the files do not tell who comes to whom") && !said.contains("not after"), "{said}");
        assert!(said.ends_with(" The files do not tell who comes to whom."), "{said}");
        speak(Language::Italian);
        assert!(verdict(&finding).contains("i file non dicono chi va da chi"));
    }
}
