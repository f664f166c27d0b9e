//! A made-up list with planted doubles and households: what is found of them, and that nothing is sure that is wrong.

use super::*;
use crate::domain::model::{Attribute, Filled};

/// One row of a made-up customers file.
#[derive(Clone, Default)]
struct Entry {
    id: String,
    name: String,
    phone: String,
    email: String,
    birth: String,
    postcode: String,
    /// Who it is in truth.
    person: usize,
}

const FIRST: [&str; 12] =
    ["Anna", "Paolo", "Karl", "Greta", "Marco", "Mario", "Sofia", "Luca", "Elena", "Jonas", "Marta", "Victor"];
const PREFIX: [&str; 14] =
    ["Ber", "Cas", "Dol", "Fon", "Gam", "Lor", "Mon", "Nov", "Pal", "Ros", "San", "Tor", "Val", "Zan"];
const ENDING: [&str; 11] = ["etti", "ini", "ardi", "mann", "berg", "ski", "ovic", "ard", "ucci", "elli", "stein"];

/// A small generator of its own, so that the list never changes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

fn somebody(person: usize, dice: &mut Dice) -> Entry {
    let family = format!("{}{}", PREFIX[dice.below(14)], ENDING[dice.below(11)]);
    let name = format!("{} {family}", FIRST[dice.below(12)]);
    Entry {
        id: format!("C{:06}", 100_000 + person),
        phone: format!("+39 3{:02} {:07}", 20 + dice.below(70), 1_000_000 + dice.below(8_999_999)),
        email: format!("{}{person}@example.com", name.to_lowercase().replace(' ', ".")),
        birth: format!("{}-{:02}-{:02}", 1940 + dice.below(65), 1 + dice.below(12), 1 + dice.below(28)),
        postcode: format!("{:05}", 20_000 + dice.below(400)),
        name,
        person,
    }
}

/// The same person once more, under another number, and what makes it so: 0 to 5.
fn again(entry: &Entry, n: usize, how: usize) -> Entry {
    let mut other = Entry { id: format!("D{n:06}"), ..entry.clone() };
    let fresh = format!("+39 366 {:07}", 2_000_000 + 13 * n);
    match how {
        0 => other.phone = entry.phone.replace("+39 ", "0039").replace(' ', ""),
        1 => (other.phone, other.email) = (fresh, entry.email.to_uppercase()),
        2 => (other.phone, other.email) = (entry.phone.replace("+39 ", ""), String::new()),
        3 => {
            // A slip of the pen, another phone and mail.
            other.name.insert(other.name.len() - 2, 'h');
            (other.phone, other.email) = (fresh, format!("d{n}@example.org"));
        }
        4 => {
            let (first, family) = entry.name.split_once(' ').unwrap();
            other.name = format!("{}, {first}", family.to_uppercase());
            (other.phone, other.email, other.birth) = (fresh, String::new(), String::new());
        }
        _ => {
            other.birth = entry.birth.split('-').rev().collect::<Vec<_>>().join(".");
            (other.phone, other.email, other.postcode) = (fresh, String::new(), "99999".into());
        }
    }
    other
}

/// Somebody else of the same household: same phone, postcode and family name.
fn at_home(entry: &Entry, person: usize, dice: &mut Dice) -> Entry {
    let (first, family) = entry.name.split_once(' ').unwrap();
    let place = FIRST.iter().position(|name| *name == first).unwrap();
    let other = somebody(person, dice);
    let name = format!("{} {family}", FIRST[(place + 1 + dice.below(11)) % 12]);
    Entry { name, phone: entry.phone.clone(), postcode: entry.postcode.clone(), ..other }
}

fn list(n_people: usize, seed: u64) -> Vec<Entry> {
    let mut dice = Dice(seed);
    let mut entries: Vec<Entry> = (0..n_people).map(|person| somebody(person, &mut dice)).collect();
    for n in 0..n_people / 10 {
        let person = n_people + n;
        entries.push(at_home(&entries[n].clone(), person, &mut dice));
        let double = again(&entries[n_people / 2 + n].clone(), n, n % 6);
        entries.push(double);
    }
    entries
}

fn people(entries: &[Entry]) -> (People, Vec<usize>) {
    let mut people = People::from_ids(entries.iter().map(|entry| entry.id.clone()).collect());
    let fill = |column: &mut Filled, row: usize, text: &str| {
        if !text.is_empty() {
            column.set(row, text);
        }
    };
    let column = |heading: &str| Attribute { heading: heading.into(), values: Filled::default() };
    people.attributes = vec![column("date of birth"), column("postcode")];
    let mut truth = vec![usize::MAX; people.len()];
    for entry in entries {
        let row = people.row(&entry.id).unwrap() as usize;
        truth[row] = entry.person;
        people.has_profile[row] = true;
        fill(&mut people.names, row, &entry.name);
        fill(&mut people.phones, row, &entry.phone);
        fill(&mut people.emails, row, &entry.email);
        fill(&mut people.attributes[0].values, row, &entry.birth);
        fill(&mut people.attributes[1].values, row, &entry.postcode);
    }
    (people, truth)
}

fn proposals(people: &People) -> Vec<Proposal> {
    propose(people, &Identity::default(), &Ticket::new()).unwrap()
}

fn of_class(found: &[Proposal], confidence: Confidence) -> Vec<&Proposal> {
    found.iter().filter(|proposal| proposal.confidence == confidence).collect()
}

#[test]
fn planted_doubles_are_found_and_what_is_exact_is_right() {
    for (n, seed) in [(600, 1), (6_000, 2)] {
        let (people, truth) = people(&list(n, seed));
        let found = proposals(&people);
        let row = |id: &str| people.row(id).unwrap() as usize;
        let is_right = |proposal: &&&Proposal| truth[row(&proposal.ids[0])] == truth[row(&proposal.ids[1])];
        let n_doubles = n / 10;
        let mut n_found = 0;
        for class in [Confidence::Exact, Confidence::Likely, Confidence::Doubtful] {
            let all = of_class(&found, class);
            let right = all.iter().filter(is_right).count();
            println!("{n} people, {class:?}: {} proposed, {right} right, of {n_doubles} doubles", all.len());
            n_found += right;
            match class {
                Confidence::Exact => {
                    assert_eq!(right, all.len(), "what is exact is right");
                    assert!(2 * right >= n_doubles - 6, "half of the doubles share a phone or an e-mail");
                }
                Confidence::Likely => assert!(10 * right >= 8 * all.len(), "{right} of {}", all.len()),
                Confidence::Doubtful => assert!(all.len() >= n / 20, "households are doubted, not hidden"),
            }
        }
        println!("{n} people: {n_found} of {n_doubles} doubles found");
        assert!(100 * n_found >= 95 * n_doubles);
    }
}

#[test]
fn a_household_is_doubted_and_says_why() {
    let entry = |id: &str, name: &str, phone: &str| Entry {
        id: id.into(),
        name: name.into(),
        phone: phone.into(),
        ..Entry::default()
    };
    let (people, _) = people(&[
        entry("1", "Anna Rossi", "+39 333 5550199"),
        entry("2", "Paolo Rossi", "333 555 0199"),
        entry("3", "Dr. Anna Rossi", "0039 3335550199"),
        entry("4", "", "393335550199"),
    ]);
    let found = proposals(&people);
    let of = |a: &str, b: &str| found.iter().find(|p| p.ids == [a, b]).map(|p| (p.confidence, p.reasons.clone()));
    assert_eq!(of("1", "3"), Some((Confidence::Exact, vec![Reason::SamePhone, Reason::SameName])));
    assert_eq!(of("1", "2"), Some((Confidence::Doubtful, vec![Reason::SamePhone, Reason::FirstNamesDiffer])));
    assert_eq!(of("1", "4"), Some((Confidence::Likely, vec![Reason::SamePhone])));
}

#[test]
fn a_number_in_the_calls_is_the_customer_with_that_phone() {
    let (mut people, _) = people(&[
        Entry { id: "C1".into(), phone: "+44 7911 120456".into(), name: "Eve Hall".into(), ..Entry::default() },
        Entry { id: "0044 7911 120456".into(), ..Entry::default() },
        Entry { id: "07".into(), ..Entry::default() },
        Entry { id: "7".into(), ..Entry::default() },
        Entry { id: "70".into(), ..Entry::default() },
    ]);
    for id in ["0044 7911 120456", "7", "07", "70"] {
        let row = people.row(id).unwrap() as usize;
        people.has_profile[row] = false;
    }
    let found = proposals(&people);
    let pairs: Vec<[&str; 2]> = found.iter().map(|p| [p.ids[0].as_str(), p.ids[1].as_str()]).collect();
    assert!(found.iter().all(|proposal| proposal.confidence == Confidence::Exact));
    assert_eq!(pairs, [["07", "7"], ["C1", "0044 7911 120456"]]);
}

#[test]
fn what_was_decided_is_not_proposed_again() {
    let entry = |id: &str| Entry {
        id: id.into(),
        email: "eve@example.com".into(),
        name: "Eve Hall".into(),
        ..Entry::default()
    };
    let (people, _) = people(&[entry("1"), entry("2"), entry("3")]);
    let with = |apart: &[(&str, &str)]| {
        let apart = apart.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        propose(&people, &Identity { apart, ..Identity::default() }, &Ticket::new()).unwrap()
    };
    // Two pairs join three.
    assert_eq!(with(&[]).iter().map(|p| p.ids.clone()).collect::<Vec<_>>(), [["1", "2"], ["1", "3"]]);
    // 1 is not 3, so 2 cannot be both.
    let some = with(&[("1", "3")]);
    assert_eq!(
        some.iter().map(|p| (p.ids.clone(), p.confidence)).collect::<Vec<_>>(),
        [
            (["1".to_owned(), "2".to_owned()], Confidence::Exact),
            (["2".to_owned(), "3".to_owned()], Confidence::Doubtful)
        ]
    );
    assert!(some[1].reasons.contains(&Reason::JoinsKeptApart));
    let merged = People::with_same(people.ids.clone(), &[vec!["1".into(), "2".into(), "3".into()]]);
    assert!(proposals(&merged).is_empty());
    let ticket = Ticket::new();
    ticket.stop();
    assert!(propose(&people, &Identity::default(), &ticket).is_err());
}

#[test]
fn a_switchboard_joins_nobody_and_threads_do_not_matter() {
    let entry = |n: usize| Entry { id: n.to_string(), phone: "+49 30 900190".into(), ..Entry::default() };
    assert!(proposals(&people(&(0..20).map(entry).collect::<Vec<_>>()).0).is_empty());
    let (people, _) = people(&list(2_000, 5));
    let with = |n: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(n).build().unwrap();
        pool.install(|| proposals(&people))
    };
    assert_eq!(with(1), with(4));
}
