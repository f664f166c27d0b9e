//! Tables to the facts of each person's life as a customer; tells no stage.

use super::dates::dates;
use super::needs::{self, Mentions};
use super::texts::Texts;
use crate::domain::import::{Use, fold};
use crate::domain::model::{
    FileKind, Incident, Lives, Meaning, NeedKind, Network, People, Person, Table, Ties, Tribes,
};
use crate::domain::ticket::{Stopped, Ticket};
use crate::domain::ties::columns::{Rows, texts, whole_numbers};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

const DAY: i64 = 86_400;
/// A tie of this strength is close, and a purchase of so many days ago is fresh.
const CLOSE: f32 = 0.5;
const FRESH_DAYS: u32 = 30;
/// Rows read between two looks at the ticket.
const BLOCK: usize = 4_096;

/// Words of a subject that speak of a failed service, as folding spells them; everything else is a complaint.
const OUTAGE: [&str; 33] = [
    "outage",
    "outages",
    "downtime",
    "down",
    "failure",
    "failed",
    "fault",
    "interruption",
    "guasto",
    "guasti",
    "interruzione",
    "disservizio",
    "disservizi",
    "storung",
    "ausfall",
    "unterbrechung",
    "panne",
    "coupure",
    "interruption de service",
    "averia",
    "corte",
    "interrupcion",
    "avaria",
    "falha",
    "interrupcao",
    "ariza",
    "kesinti",
    "awaria",
    "przerwa",
    "no service",
    "power cut",
    "breakdown",
    "unavailable",
];

/// Everything that the tables say of people's lives as customers. Opted-out people and whoever is no person have no
/// entries but empty ones. O(rows · log rows + ties).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn lives(
    people: &People,
    tables: &[Arc<Table>],
    ties: &Ties,
    network: &Network,
    tribes: &Tribes,
    ticket: &Ticket,
) -> Result<Lives, Stopped> {
    let n = people.len();
    let scorable = people.scorable();
    let mut read = Reader { scorable: &scorable, ticket, days: Vec::new(), mentions: Mentions::default() };
    let mut lives = Lives {
        today: if ties.today == 0 { Ties::NO_DATE } else { ties.today },
        has_bought: vec![false; n],
        first_bought: vec![Ties::NO_DATE; n],
        last_bought: vec![Ties::NO_DATE; n],
        n_days_bought: vec![0; n],
        gap_days: vec![0.0; n],
        since: since(people, &scorable),
        last_contact: last_contacts(network, ties),
        is_interested: vec![false; n],
        n_complaints: vec![0; n],
        last_complaint: vec![Ties::NO_DATE; n],
        ..Lives::default()
    };
    let rows = Rows::of(people, ticket)?;
    let mut incidents = Vec::new();
    let mut texts = Texts::of_notes(people, &scorable);
    for table in tables {
        match table.kind {
            FileKind::Purchases => read.purchases(table, &rows, &mut lives)?,
            FileKind::Interests => read.interests(table, &rows, &mut lives)?,
            FileKind::Incidents => {
                read.incidents(table, &rows, &mut lives, (&mut incidents, &mut texts))?;
            }
            _ => {}
        }
    }
    drop(rows);
    let Reader { mut days, mut mentions, .. } = read;
    days.par_sort_unstable();
    days.dedup();
    ticket.check()?;
    gaps(&days, &mut lives);
    incidents.retain(|hit: &Incident| lives.today - hit.at <= Lives::WEEK);
    incidents.sort_by(|x, y| {
        (x.person, std::cmp::Reverse(x.at), &x.subject).cmp(&(y.person, std::cmp::Reverse(y.at), &y.subject))
    });
    lives.hit = incidents;
    lives.knows_buyer = knows_buyer(people, network, &lives);
    lives.friend_bought = friend_bought(network, &lives);
    mentions.add_answers(people, &scorable);
    lives.tones = texts.tones(n, ticket)?;
    lives.needs = needs::needs(mentions, n, tribes, ticket)?;
    Ok(lives)
}

/// What could be known of people's lives at an earlier moment: what they had bought by then, since when they had been
/// customers, and their last contact, or that moment where it lies later. Interests have no dates and count as they are now. No needs, texts
/// or complaints. `now` are the lives of the present. O(rows · log rows + ties).
///
/// # Errors
/// [`Stopped`] when the ticket says so.
pub fn lives_then(
    now: &Lives,
    people: &People,
    purchases: &[Arc<Table>],
    network: &Network,
    at: i64,
    ticket: &Ticket,
) -> Result<Lives, Stopped> {
    let n = people.len();
    let scorable = people.scorable();
    let mut read = Reader { scorable: &scorable, ticket, days: Vec::new(), mentions: Mentions::default() };
    let by_then = |dates: &[i64]| dates.iter().map(|&date| if date > at { Ties::NO_DATE } else { date }).collect();
    let mut lives = Lives {
        today: at,
        has_bought: vec![false; n],
        first_bought: vec![Ties::NO_DATE; n],
        last_bought: vec![Ties::NO_DATE; n],
        n_days_bought: vec![0; n],
        gap_days: vec![0.0; n],
        since: by_then(&now.since),
        // Whoever was in touch later had not fallen silent then.
        last_contact: now.last_contact.iter().map(|&last| last.min(at)).collect(),
        is_interested: now.is_interested.clone(),
        ..Lives::default()
    };
    let rows = Rows::of(people, ticket)?;
    for table in purchases.iter().filter(|table| table.kind == FileKind::Purchases) {
        read.purchases(table, &rows, &mut lives)?;
    }
    let mut days = read.days;
    days.par_sort_unstable();
    days.dedup();
    gaps(&days, &mut lives);
    lives.knows_buyer = knows_buyer(people, network, &lives);
    lives.friend_bought = friend_bought(network, &lives);
    Ok(lives)
}

struct Reader<'a> {
    scorable: &'a [bool],
    ticket: &'a Ticket,
    /// Person and day of each dated purchase, in whole days since 1970.
    days: Vec<(Person, i64)>,
    mentions: Mentions,
}

impl Reader<'_> {
    /// Calls `put` with each row of the table that is about somebody who counts.
    fn each(
        &mut self,
        table: &Table,
        rows: &Rows<'_>,
        mut put: impl FnMut(&mut Self, usize, Person),
    ) -> Result<(), Stopped> {
        let Some(ids) = texts(table, Meaning::Id) else { return Ok(()) };
        for (n, id) in ids.iter().enumerate() {
            if n.is_multiple_of(BLOCK) {
                self.ticket.check()?;
            }
            let person = id.and_then(|id| rows.get(id));
            if let Some(person) = person.filter(|&person| self.scorable[person as usize]) {
                put(self, n, person);
            }
        }
        Ok(())
    }

    fn purchases(&mut self, table: &Table, rows: &Rows<'_>, lives: &mut Lives) -> Result<(), Stopped> {
        lives.has_purchases = true;
        let product = texts(table, Meaning::Product).or_else(|| texts(table, Meaning::Category));
        let at = whole_numbers(table, Meaning::At);
        let mut latest = lives.today;
        self.each(table, rows, |read, n, person| {
            let row = person as usize;
            lives.has_bought[row] = true;
            if let Some(at) = at.and_then(|at| at.get(n)) {
                let first = &mut lives.first_bought[row];
                *first = if *first == Ties::NO_DATE { at } else { at.min(*first) };
                lives.last_bought[row] = at.max(lives.last_bought[row]);
                latest = latest.max(at);
                read.days.push((person, at.div_euclid(DAY)));
            }
            if let Some(product) = product.and_then(|product| product.get(n)) {
                read.mentions.add(person, NeedKind::Bought, product);
            }
        })?;
        lives.today = latest;
        Ok(())
    }

    fn interests(&mut self, table: &Table, rows: &Rows<'_>, lives: &mut Lives) -> Result<(), Stopped> {
        let topic = texts(table, Meaning::Topic);
        self.each(table, rows, |read, n, person| {
            lives.is_interested[person as usize] = true;
            if let Some(topic) = topic.and_then(|topic| topic.get(n)) {
                read.mentions.add(person, NeedKind::CaresAbout, topic);
            }
        })
    }

    /// Who was hit by what, and what they wrote of it; that a service failed was written by nobody.
    fn incidents<'a>(
        &mut self,
        table: &'a Table,
        rows: &Rows<'_>,
        lives: &mut Lives,
        (incidents, written): (&mut Vec<Incident>, &mut Texts<'a>),
    ) -> Result<(), Stopped> {
        lives.has_incidents = true;
        let (at, subject) = (whole_numbers(table, Meaning::At), texts(table, Meaning::Subject));
        let body = texts(table, Meaning::Body);
        self.each(table, rows, |_, n, person| {
            let subject = subject.and_then(|subject| subject.get(n)).unwrap_or_default().trim();
            let is_outage = is_outage(subject);
            if !is_outage {
                written.add(person, [Some(subject), body.and_then(|body| body.get(n))]);
            }
            let Some(at) = at.and_then(|at| at.get(n)) else { return };
            lives.today = lives.today.max(at);
            let row = person as usize;
            if !is_outage {
                lives.n_complaints[row] += 1;
                lives.last_complaint[row] = lives.last_complaint[row].max(at);
            }
            if lives.today - at <= Lives::WEEK {
                incidents.push(Incident { person, at, is_outage, subject: subject.to_owned() });
            }
        })
    }
}

/// Whether a subject speaks of a failed service. "Complaint: no service" is a complaint: the person spoke.
fn is_outage(subject: &str) -> bool {
    const COMPLAINT: [&str; 10] =
        ["complain", "reclam", "beschwerde", "reklam", "plainte", "queja", "sikayet", "skarga", "lamentela", "bad "];
    let folded = format!(" {} ", fold(subject));
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(&format!(" {word} ")));
    has(&OUTAGE) && !COMPLAINT.iter().any(|part| folded.contains(part))
}

/// The last contact of each person who counts. O(people + ties), on all threads.
fn last_contacts(network: &Network, ties: &Ties) -> Vec<i64> {
    let last: Vec<AtomicI64> = (0..network.n_people()).map(|_| AtomicI64::new(Ties::NO_DATE)).collect();
    network.each_tie(ties, |row| {
        let at = ties.last.get(row);
        // The latest is the same in whatever order they come.
        for person in [ties.a[row], ties.b[row]] {
            last[person as usize].fetch_max(at, Ordering::Relaxed);
        }
    });
    last.into_iter().map(AtomicI64::into_inner).collect()
}

/// Since when each person is a customer, as a column of the customers' list says.
fn since(people: &People, scorable: &[bool]) -> Vec<i64> {
    let mut since = dates(people, Use::Since).unwrap_or_else(|| vec![Ties::NO_DATE; people.len()]);
    since.iter_mut().zip(scorable).filter(|(_, counts)| !**counts).for_each(|(at, _)| *at = Ties::NO_DATE);
    since
}

/// Days bought on, and the middle gap between them, from sorted pairs of person and day.
fn gaps(days: &[(Person, i64)], lives: &mut Lives) {
    let mut all = Vec::new();
    for own in days.chunk_by(|x, y| x.0 == y.0) {
        let row = own[0].0 as usize;
        lives.n_days_bought[row] = own.len() as u32;
        if own.len() >= 3 {
            let mut gaps: Vec<f32> = own.windows(2).map(|pair| (pair[1].1 - pair[0].1) as f32).collect();
            lives.gap_days[row] = middle(&mut gaps);
            all.push(lives.gap_days[row]);
        }
    }
    lives.usual_gap_days = middle(&mut all);
}

/// The median; the mean of the middle two of an even number; 0 of none.
fn middle(values: &mut [f32]) -> f32 {
    values.sort_by(f32::total_cmp);
    let n = values.len();
    match n {
        0 => 0.0,
        n if n % 2 == 1 => values[n / 2],
        _ => 0.5 * (values[n / 2 - 1] + values[n / 2]),
    }
}

/// Who is in touch with a customer.
fn knows_buyer(people: &People, network: &Network, lives: &Lives) -> Vec<bool> {
    let is_buyer = |row: usize| super::tell::is_customer(people, lives, row);
    let knows = |person: usize| network.ties_of(person as Person).any(|(other, _)| is_buyer(other as usize));
    (0..network.n_people()).into_par_iter().map(knows).collect()
}

/// Who is close to somebody with a purchase of the last month.
fn friend_bought(network: &Network, lives: &Lives) -> Vec<bool> {
    let is_fresh = |row: usize| lives.days_ago(lives.last_bought[row]).is_some_and(|days| days <= FRESH_DAYS);
    let has = |person: usize| {
        network.ties_of(person as Person).any(|(other, strength)| strength >= CLOSE && is_fresh(other as usize))
    };
    (0..network.n_people()).into_par_iter().map(has).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ties::fixtures::{self, network, path, table};
    use polars::prelude::df;

    #[test]
    fn purchases_become_days_and_gaps_and_complaints_are_told_from_outages() {
        let mut people = People::from_ids(["1", "2", "3"].map(str::to_owned).to_vec());
        people.is_opted_out[2] = true;
        let day = |n: i64| n * DAY + 3_600;
        let ids = ["1", "1", "1", "1", "1", "2", "3"];
        let at: Vec<i64> = [0, 0, 10, 30, 40, 5, 9].map(day).to_vec();
        let bought = df!("id" => ids, "at" => at, "product" => ["A"; 7]).unwrap();
        let said = df!(
            "id" => ["1", "2", "3", "2"], "at" => [day(44), day(45), day(45), day(2)],
            "subject" => ["Complaint: outage again", "Störung im Netz", "Rude", "Bill"],
            "body" => ["Terrible, I hate it", "A terrible failure, all is bad", "Bad", ""]
        );
        let tables = [table(FileKind::Purchases, bought), table(FileKind::Incidents, said.unwrap())];
        let (ties, network) = (Ties::default(), network(3, &path(3)));
        let found = lives(&people, &tables, &ties, &network, &Tribes::default(), &Ticket::new()).unwrap();
        assert_eq!((found.n_days_bought.clone(), found.gap_days.clone()), (vec![4, 1, 0], vec![10.0, 0.0, 0.0]));
        assert_eq!((found.first_bought[0], found.last_bought[0], found.usual_gap_days), (day(0), day(40), 10.0));
        assert_eq!(found.days_ago(found.last_bought[0]), Some(5));
        assert_eq!((found.has_bought.clone(), found.n_complaints.clone()), (vec![true, true, false], vec![1, 1, 0]));
        let hit: Vec<_> = found.hit.iter().map(|hit| (hit.person, hit.at, hit.is_outage)).collect();
        // The opted-out person is in none of it, and what is older than a week is no hit.
        assert_eq!(hit, [(0, day(44), false), (1, day(45), true)]);
        assert_eq!(found.knows_buyer, [true, true, true]);
        // 1 is close to 2, whose only purchase is 40 days old; 2 to 1, who bought five days ago; 3 has opted out.
        assert_eq!(found.friend_bought, [false, true, false]);
        // Nobody wrote what a technician says of an outage.
        assert_eq!((found.tones.n_texts, found.tones.tone(1)), (2, None));
        assert!(found.tones.tone(0).unwrap() < 0.0);
    }

    #[test]
    fn the_last_contact_is_that_with_whoever_counts() {
        let ties = Ties { last: vec![5, 9, -3].into(), ..fixtures::ties(&path(4)) };
        let last = |is_in: [bool; 4]| {
            let Ok(network) = Network::among(&ties, &is_in, || Ok::<(), std::convert::Infallible>(()));
            last_contacts(&network, &ties)
        };
        assert_eq!(last([true; 4]), [5, 9, 9, -3]);
        assert_eq!(last([true, false, true, true]), [Ties::NO_DATE, Ties::NO_DATE, -3, -3]);
        assert_eq!(last([true, true, true, false]), [5, 9, 9, Ties::NO_DATE]);
    }

    #[test]
    fn the_list_says_since_when() {
        let mut people = People::from_ids(["1", "2"].map(str::to_owned).to_vec());
        let values = ["21.11.2020", "30.01.2021"].map(Some).to_vec().into();
        people.attributes.push(crate::domain::model::Attribute { heading: "Kunde seit".into(), values });
        let since = since(&people, &[true, false]);
        assert_eq!(since, [18_587 * DAY, Ties::NO_DATE]);
    }
}
