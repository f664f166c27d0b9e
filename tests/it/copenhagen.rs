//! Real networks with known answers, where this machine has them: counts as published, and strong ties that are real
//! friendships. Data: Sapiezynski et al. 2019 (Copenhagen), Kumar et al. 2016 (Bitcoin OTC), Yin et al. 2017 (e-mail).

use crate::foretelling::areas::judge;
use crate::support::{Program, data, folder, import};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use tribewise::domain::import::Source;
use tribewise::domain::model::{Channel, FileKind, ScoreSettings, Table, Ties};
use tribewise::domain::score::{Given, Scored, score};
use tribewise::domain::ticket::Ticket;
use tribewise::domain::ties::{join_people, measure};

fn table(folder: &Path, name: &str) -> Arc<Table> {
    let bytes = std::fs::read(folder.join(name)).unwrap();
    import(&Source { name: name.to_owned(), bytes: bytes.into() }, None).table
}

/// Ties and the ids of their ends.
fn ties_of(tables: &[Arc<Table>]) -> (Ties, Vec<String>) {
    let (settings, ticket) = (ScoreSettings::default(), Ticket::new());
    let people = join_people(tables, &ticket).unwrap();
    (measure(tables, &people, &settings, &ticket).unwrap(), people.ids.clone())
}

fn n_with(ties: &Ties, channel: Channel) -> usize {
    (0..ties.len()).filter(|&row| ties.has_channel(row, channel)).count()
}

#[test]
fn the_counts_of_copenhagen_are_those_of_its_publishers() {
    let Some(data) = data("copenhagen-phone") else { return };
    let folder = folder();
    let program = Program::new(folder.path());
    let files = ["calls.csv", "sms.csv", "fb_friends.csv"].map(|name| data.join(name).display().to_string());
    let mut words = vec!["import", "c.tribewise", "--start", "2026-01-01"];
    words.extend(files.iter().map(String::as_str));
    let said = program.json(&words);
    assert_eq!(said["people"], 833);
    let rows: Vec<u64> =
        said["files"].as_array().unwrap().iter().map(|file| file["rows_read"].as_u64().unwrap()).collect();
    assert_eq!(rows, [3_600, 24_333, 6_429]);
    assert_eq!(said["files"][0]["missed_calls"], 366);
    let score = program.json(&["score", "c.tribewise"]);
    assert_eq!((score["people"].as_u64(), score["ties"].as_u64()), (Some(833), said["ties"].as_u64()));
    println!("Copenhagen: {} ties, {} tribes, modularity {}", score["ties"], score["tribes"], score["modularity"]);

    let (ties, _) = ties_of(&[table(&data, "calls.csv"), table(&data, "sms.csv")]);
    assert_eq!(ties.len(), 880, "pairs with any contact");
    assert_eq!((n_with(&ties, Channel::Call), n_with(&ties, Channel::Message)), (621, 697));
}

/// The chance that a friendship has more of something than a pair of strangers; one half: it tells nothing.
fn auc(values: &[f64], is_friend: &[bool]) -> f64 {
    judge(&values.iter().copied().zip(is_friend.iter().copied()).collect::<Vec<_>>()).unwrap().auc
}

#[test]
fn the_stronger_the_tie_the_surer_the_friendship() {
    let Some(data) = data("copenhagen-phone") else { return };
    let friends: BTreeSet<(String, String)> = std::fs::read_to_string(data.join("fb_friends.csv"))
        .unwrap()
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(','))
        .flat_map(|(a, b)| [(a.to_owned(), b.to_owned()), (b.to_owned(), a.to_owned())])
        .collect();
    // Friendships are what is to be foretold: they are not among the tables.
    let (ties, ids) = ties_of(&[table(&data, "calls.csv"), table(&data, "sms.csv")]);
    let id = |row: u32| ids[row as usize].clone();
    let is_friend: Vec<bool> = (0..ties.len()).map(|k| friends.contains(&(id(ties.a[k]), id(ties.b[k])))).collect();
    let strength: Vec<f64> = ties.strength.iter().map(|&x| f64::from(x)).collect();
    let mut order: Vec<usize> = (0..ties.len()).collect();
    order.sort_by(|&x, &y| strength[x].total_cmp(&strength[y]));
    let quarter = ties.len() / 4;
    let share = |rows: &[usize]| rows.iter().filter(|&&row| is_friend[row]).count() as f64 / rows.len() as f64;
    let shares: Vec<f64> = order.chunks(quarter).take(4).map(share).collect();
    let contacts: Vec<f64> = (0..ties.len()).map(|k| f64::from(ties.contacts_out[k] + ties.contacts_back[k])).collect();
    let minutes: Vec<f64> = (0..ties.len()).map(|k| f64::from(ties.seconds[k])).collect();
    let ours = auc(&strength, &is_friend);
    println!("friends by quarter of strength, weakest first: {shares:.3?}");
    println!(
        "AUC: strength {ours:.3}, number of contacts {:.3}, minutes {:.3}",
        auc(&contacts, &is_friend),
        auc(&minutes, &is_friend)
    );
    assert!(shares[0] < shares[1].min(shares[2]) && shares[1].max(shares[2]) < shares[3] + 0.01, "{shares:?}");
    assert!(shares[3] > shares[0] + 0.1, "{shares:?}");
    assert!(ours > 0.6 && ours > auc(&minutes, &is_friend), "{ours}");
}

fn scored(tables: &[Arc<Table>]) -> Scored {
    score(&Given { tables: tables.to_vec(), ..Given::default() }, None, &Ticket::new()).unwrap()
}

fn assert_sound(name: &str, scored: &Scored, n_people: usize) {
    assert_eq!(scored.people.len(), n_people, "{name}");
    let order = &scored.scores.order;
    assert!(!order.is_empty() && scored.scores.influence.iter().all(|x| (0.0..=100.0).contains(x)), "{name}");
    assert_eq!(order.iter().collect::<BTreeSet<_>>().len(), order.len(), "{name}: everybody once");
    println!(
        "{name}: {} people, {} ties, {} tribes, modularity {:.3}",
        scored.people.len(),
        scored.ties.len(),
        scored.tribes.tribes.len(),
        scored.tribes.modularity
    );
}

#[test]
fn ratings_without_a_header_are_read_and_scored() {
    let Some(data) = data("bitcoin-otc") else { return };
    let table = table(&data, "soc-sign-bitcoinotc.csv");
    assert_eq!((table.kind, table.height()), (FileKind::Ratings, 35_592));
    assert_sound("bitcoin-otc", &scored(&[table]), 5_881);
}

#[test]
fn mails_with_blanks_between_are_read_and_scored() {
    let Some(data) = data("email-eu-core") else { return };
    let table = table(&data, "email-Eu-core.txt");
    assert_eq!(table.height(), 24_929, "25,571 rows, 642 of them to oneself");
    let scored = scored(&[table]);
    // 1,005 people, 19 of whom wrote to nobody but themselves.
    assert_sound("email-eu-core", &scored, 986);
    assert_eq!(scored.ties.len(), 16_064);
    // The published best is 0.4174 with every tie counting the same; ours count by strength.
    assert!(scored.tribes.modularity > 0.4174, "{}", scored.tribes.modularity);
}
