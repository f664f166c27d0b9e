//! What the town buys and what the company does to sell: purchases, the queue of outgoing messages, and how an earlier
//! campaign went; knows the bonds, no single contact.

use super::Town;
use super::bonds::{Bond, Habit};
use super::book::Name;
use super::draw::Draw;
use super::folk::Folk;
use super::lists::{DISTRICTS, GOODS, NOVELTY, PASTIMES, category};
use super::rows::{Calendar, N_DAYS, Rows};

/// What the winter offer added to the share of treated people who took it, over the base.
pub(super) const DIRECT_LIFT: f64 = 0.06;
/// What it added to those close to a treated leader, treated themselves or not.
pub(super) const PASSED_ON_LIFT: f64 = 0.03;
const BASE_RESPONSE: f64 = 0.08;

/// The day on which each person bought the novelty: leaders of early tribes first, then along close ties, twice.
pub(super) fn adopt(folk: &Folk, bonds: &[Bond], draw: &mut Draw) -> Vec<Option<u32>> {
    let mut days = vec![None; folk.n_people];
    for leader in folk.tribes.iter().filter(|tribe| tribe.is_early).flat_map(|tribe| &tribe.leaders) {
        if draw.chance(0.8) {
            days[*leader as usize] = Some(7 + draw.below(14) as u32);
        }
    }
    for pull in [0.3, 0.08] {
        let before = days.clone();
        for bond in bonds.iter().filter(|bond| bond.habit != Habit::Chance) {
            for (from, to) in [(bond.a as usize, bond.b as usize), (bond.b as usize, bond.a as usize)] {
                let Some(Some(day)) = before.get(from).copied() else { continue };
                let is_open = days.get(to).is_some_and(Option::is_none);
                if is_open && draw.chance(pull * f64::from(bond.n_contacts / 8.0).min(1.0)) {
                    days[to] = Some((day + 2 + draw.below(20) as u32).min(N_DAYS - 1));
                }
            }
        }
    }
    for day in days.iter_mut().filter(|day| day.is_none()) {
        if draw.chance(0.006) {
            *day = Some(draw.below(N_DAYS as usize) as u32);
        }
    }
    days
}

/// `purchases.csv`, in the order of the days; one row says not who bought.
pub(super) fn purchases(town: &Town<'_>, novelty: &[Option<u32>], draw: &mut Draw) -> Rows {
    let Town { folk, ids, days } = *town;
    let mut sales = Vec::with_capacity(folk.n_people * 3);
    let day = |draw: &mut Draw| draw.below(N_DAYS as usize) as u32;
    for (person, &adopted) in novelty.iter().enumerate() {
        for _ in 0..draw.count(1.6) {
            let (product, price) = draw.pick(GOODS);
            sales.push((day(draw), person, product, price));
        }
        if let Some(tribe) = folk.home[person].filter(|_| draw.chance(0.35)) {
            let product = PASTIMES[folk.tribes[tribe].pastime].product;
            sales.push((day(draw), person, product, 12.0 + (product.len() % 7) as f64 * 5.5));
        }
        if let Some(day) = adopted {
            sales.push((day, person, NOVELTY.0, NOVELTY.1));
        }
    }
    sales.sort_unstable_by_key(|&(day, person, product, _)| (day, person, product));
    let days: Vec<String> = (0..i64::from(N_DAYS)).map(|day| days.date(day)).collect();
    let mut rows = Rows::new("customer_id,bought_on,product,amount,category", sales.len() * 54);
    let nameless = sales.len() / 2;
    for (place, (day, person, product, price)) in sales.into_iter().enumerate() {
        let cents = (100.0 * price * (0.9 + 0.2 * draw.share())).round() as i64;
        let kind = category(product);
        rows.cell(&ids[person]).cell(&days[day as usize]).cell(product).money(cents).cell(kind).end();
        if place == nameless {
            rows.cell("").cell(&days[day as usize]).cell(product).money(cents).cell(kind).end_untidy();
        }
    }
    rows
}

/// `outgoing-messages.csv`: what waits to be sent, to one customer in seven and to more of the leaders.
pub(super) fn outgoing(town: &Town<'_>, names: &[Name], draw: &mut Draw) -> Rows {
    let Town { folk, ids, days } = *town;
    let mut rows = Rows::new("customer_id,channel,subject,text,send_by", folk.n_people * 30);
    for person in 0..folk.n_people {
        if !draw.chance(if folk.is_leader[person] { 0.3 } else { 0.145 }) {
            continue;
        }
        let send_by = days.date(i64::from(N_DAYS) + draw.between(2, 12));
        let given = names[person].given;
        let (subject, text) = match draw.weighted([0.45, 0.35, 0.2].into_iter()) {
            0 => ("News from your network", newsletter(given, draw)),
            1 => ("Half the price until the leaves fall", offer(given, draw)),
            _ => ("An invoice is still open", reminder(given, days, draw)),
        };
        let channel = if draw.chance(0.6) { "email" } else { draw.pick(&["sms", "letter"]) };
        rows.cell(&ids[person]).cell(channel).cell(subject).cell(&text).cell(&send_by).end();
    }
    rows
}

fn newsletter(given: &str, draw: &mut Draw) -> String {
    format!("Dear {given}, this month: a new shop in {}, faster lines, and a quiz.", draw.pick(DISTRICTS))
}

fn offer(given: &str, draw: &mut Draw) -> String {
    format!("Dear {given}, take \"{}\" for 30 days and pay half.", draw.pick(GOODS).0)
}

fn reminder(given: &str, days: Calendar, draw: &mut Draw) -> String {
    let cents = 900 + draw.below(4000);
    let since = days.date(i64::from(N_DAYS) - draw.between(8, 40));
    format!("Dear {given}, {}.{:02} are still open since {since}. Please pay or call us.", cents / 100, cents % 100)
}

/// `winter-offer-results.csv`: of those who may be contacted six in ten took part, two thirds of them treated (T), one
/// third not (C).
pub(super) fn results(town: &Town<'_>, bonds: &[Bond], may_be_contacted: &[bool], draw: &mut Draw) -> Rows {
    let Town { folk, ids, .. } = *town;
    let dealt = |&may_be: &bool| draw.chance(0.6).then(|| draw.chance(2.0 / 3.0)).filter(|_| may_be);
    let cells: Vec<Option<bool>> = may_be_contacted.iter().map(dealt).collect();
    let is_treated_leader = |person: u32| {
        (person as usize) < folk.n_people && folk.is_leader[person as usize] && cells[person as usize] == Some(true)
    };
    let mut is_near = vec![false; folk.n_people];
    for bond in bonds.iter().filter(|bond| bond.habit == Habit::Steady) {
        for (leader, other) in [(bond.a, bond.b), (bond.b, bond.a)] {
            if is_treated_leader(leader) && (other as usize) < folk.n_people {
                is_near[other as usize] = true;
            }
        }
    }
    let mut rows = Rows::new("customer_id,cell,responded,revenue", folk.n_people * 16);
    for (person, cell) in cells.iter().enumerate() {
        let Some(is_treated) = *cell else { continue };
        let added =
            f64::from(u8::from(is_treated)) * DIRECT_LIFT + f64::from(u8::from(is_near[person])) * PASSED_ON_LIFT;
        let has_responded = draw.chance(BASE_RESPONSE + added);
        let cents = if has_responded { (100.0 * draw.log_normal(24.0, 0.5)).round() as i64 } else { 0 };
        rows.cell(&ids[person]).cell(if is_treated { "T" } else { "C" });
        rows.whole(i64::from(has_responded)).money(cents).end();
    }
    rows
}
