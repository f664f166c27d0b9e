//! What the company knows of each customer: the customers file and the opt-outs; knows no contacts.

use super::Town;
use super::book::{Name, email, phone};
use super::draw::Draw;
use super::lists::{DISTRICTS, PASTIMES, SHOPS, TARIFFS};
use super::rows::Rows;

const HEADING: &str = "customer_id,name,phone,email,monthly_spend,tariff,district,interest,birth_year,customer_since,\
                       satisfaction,complaints,marketing_consent,service_note";

/// `customers.csv`: people, then shops, and among them one row without a customer number. Beside it, a flag a person,
/// who agreed to be contacted.
pub(super) fn customers(town: &Town<'_>, names: &[Name], draw: &mut Draw) -> (Rows, Vec<bool>) {
    let Town { folk, ids, days } = *town;
    let mut rows = Rows::new(HEADING, folk.n_people * 150);
    let mut may_be_contacted = Vec::with_capacity(folk.n_people);
    for (person, &name) in names.iter().enumerate() {
        may_be_contacted.push(customer(town, person, name, draw, &mut rows));
        if person == folk.n_people / 3 {
            rows.cell("").cell("Walk-in customer").cell("").cell("").cell("0.00").cell("Prepaid");
            for _ in 0..6 {
                rows.cell("");
            }
            rows.cell("no").cell("entered at the desk by mistake").end_untidy();
        }
    }
    for (place, shop) in folk.shops().enumerate() {
        let name = format!("{} {}", SHOPS[place % SHOPS.len()], draw.pick(DISTRICTS));
        rows.cell(&ids[shop as usize]).cell(&name).cell(&phone(shop as usize).unwrap_or_default());
        rows.cell(&format!("shop{}@example.com", place + 1)).money(4_990 + draw.between(0, 6_000));
        rows.cell("Business").cell(draw.pick(DISTRICTS)).cell("").cell("").cell(&days.date(draw.between(-4000, -30)));
        rows.cell("").whole(0).cell("yes").cell("").end();
    }
    (rows, may_be_contacted)
}

/// Writes one person's row; whether they agreed to be contacted.
fn customer(town: &Town<'_>, person: usize, name: Name, draw: &mut Draw, rows: &mut Rows) -> bool {
    let Town { folk, ids, days } = *town;
    let id = &ids[person];
    let tribe = folk.home[person].map(|tribe| &folk.tribes[tribe]);
    let is_offside = folk.offside.binary_search(&(person as u32)).is_ok();
    let (tariff, price, _) = TARIFFS[draw.weighted(TARIFFS.iter().map(|&(_, _, share)| share))];
    let district = match tribe {
        Some(tribe) if draw.chance(0.45) => DISTRICTS[tribe.district],
        _ => draw.pick(DISTRICTS),
    };
    rows.cell(id).cell(&name.full()).cell(&phone(person).unwrap_or_default()).cell(&email(name, person, draw));
    rows.money((100.0 * draw.log_normal(price, 0.35)).round() as i64).cell(tariff).cell(district);
    let is_own_interest = draw.chance(0.88);
    match tribe {
        _ if draw.chance(0.15) => rows.cell(""),
        Some(tribe) if is_own_interest => rows.cell(PASTIMES[tribe.pastime].name),
        _ => rows.cell(draw.pick(PASTIMES).name),
    };
    rows.whole((1982.0 + 16.0 * draw.normal()).clamp(1935.0, 2007.0) as i64);
    rows.cell(&days.date(draw.between(-4000, -30)));
    let satisfaction =
        if is_offside { draw.between(0, 3) } else { (7.4 + 1.6 * draw.normal()).clamp(0.0, 10.0) as i64 };
    if is_offside || draw.chance(0.75) {
        rows.whole(satisfaction)
    } else {
        rows.cell("")
    };
    rows.whole(if is_offside { draw.between(2, 6) } else { i64::try_from(draw.count(0.15)).unwrap_or(0) });
    let agreed = draw.chance(0.88);
    rows.cell(if agreed { "yes" } else { "no" });
    match tribe {
        Some(tribe) if draw.chance(0.2) => rows.cell(&format!("Asked for {}", PASTIMES[tribe.pastime].wish)),
        _ => rows.cell(""),
    };
    rows.end();
    agreed
}

/// `opt-outs.csv`: one customer in forty, who may no longer be contacted.
pub(super) fn opt_outs(town: &Town<'_>, may_be_contacted: &mut [bool], draw: &mut Draw) -> Rows {
    let mut rows = Rows::new("customer_id,channel,opted_out_on", town.folk.n_people);
    for (id, may_be) in town.ids.iter().zip(may_be_contacted) {
        if draw.chance(0.025) {
            *may_be = false;
            let channel = if draw.chance(0.7) { "all" } else { draw.pick(&["email", "sms", "phone"]) };
            rows.cell(id).cell(channel).cell(&town.days.date(draw.between(-300, 85))).end();
        }
    }
    rows
}
