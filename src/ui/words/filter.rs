//! Who is on show, in words.

use super::sentences;
use super::{number, people, stages, stance};
use crate::domain::filter::{Filter, FilterEdit, Rule};
use crate::domain::influence::Band;
use crate::domain::model::Role;
use crate::domain::score::Scored;
use crate::project::Document;

sentences! {
    add: "Show only…";
    clear: "Show everybody";
    in_tribe: "In a tribe";
    influence: "Most influential";
    role_label: "Role";
    stage: "Stage";
    stance: "Stance";
    spending: "Spending";
    contacts: "Contacts";
    group_label: "Groups";
    market_label: "Market";
    plan_label: "Plan";
    selected: "Only the selected";
    inferred: "Only inferred ties";
    nothing_selected: "Select people or tribes first.";
    kept: "Kept filters";
    keep_as: "Keep these under a name";
    name_hint: "Runners to win back";
    nobody: "Nobody meets all of these. Remove one.";
    columns: "What your list says";
    bad_rule: "Give a condition: tribe=NAME, top=5, role=leader, stage=loyal, stance=offside, spends-over=100, contacts-over=100, group=low-spend (or ear-of, by-hand), market=inside (or outside), inferred, in-plan=NAME, not-in-plan=NAME, people=ID;ID or COLUMN=VALUE. Nothing was changed.";
}

/// The role as one word.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => "Leaders",
        Role::Spreader => "Spreaders",
        Role::Bridge => "Bridges",
        Role::Core => "Core",
        Role::Follower => "Followers",
        Role::Outsider => "Outsiders",
    }
}

/// The role of one person.
#[must_use]
pub fn one_role(role: Role) -> &'static str {
    match role {
        Role::Leader => "Leader",
        Role::Spreader => "Spreader",
        Role::Bridge => "Bridge",
        Role::Core => "Core",
        Role::Follower => "Follower",
        Role::Outsider => "Outsider",
    }
}

/// One condition, as on its chip.
#[must_use]
pub fn rule(rule: &Rule, document: &Document, scored: Option<&Scored>) -> String {
    match rule {
        Rule::Tribe(id) => match document.name_of_tribe(*id, scored) {
            Some(name) => format!("in tribe {name}"),
            None => "in a tribe that is gone".to_owned(),
        },
        Rule::TopPercent(percent) => format!("influence in the top {percent} %"),
        Rule::Role(one) => format!("role: {}", one_role(*one).to_lowercase()),
        Rule::Stage(stage) => format!("stage: {}", stages::stage(*stage).to_lowercase()),
        Rule::Stance(one) => stance::stance(*one).to_lowercase(),
        Rule::SpendsOver(cents) => format!("spends over {}", number::money(*cents)),
        Rule::ContactsOver(n) => format!("over {}", number::plural(*n as usize, "contact", "contacts")),
        Rule::Group(band) => group(*band).to_lowercase(),
        Rule::Has { heading, value } => format!("{heading}: {value}"),
        Rule::Market { is_inside: true } => "in your market".to_owned(),
        Rule::Market { is_inside: false } => people::outside().to_owned(),
        Rule::OnlyInferred => "only inferred ties".to_owned(),
        Rule::InPlan(id) => plan("in", *id, document),
        Rule::NotInPlan(id) => plan("not in", *id, document),
        Rule::People(ids) => format!("{} chosen by hand", number::people(ids.len())),
    }
}

fn group(band: Band) -> &'static str {
    people::band(band)
}

fn plan(how: &str, id: u32, document: &Document) -> String {
    let name = document.plan(id).map_or("that is gone".to_owned(), |plan| format!("“{}”", plan.name));
    format!("{how} the plan {name}")
}

/// What a condition does not say; nothing where it speaks for itself.
#[must_use]
pub fn note(rule: &Rule) -> Option<&'static str> {
    match rule {
        Rule::ContactsOver(_) | Rule::Group(Band::Over100 | Band::Over1000) => {
            Some("A count of contacts is crude: it says nothing of closeness.")
        }
        Rule::Group(Band::LowSpend) => {
            Some("Among the 5 % most influential, they spend less than half of all people do.")
        }
        Rule::Group(Band::EarOf) => Some("Few ties, one of them to somebody at the top."),
        _ => None,
    }
}

/// All conditions in one sentence: those of one kind joined by "or", the kinds by "and".
#[must_use]
pub fn sentence(filter: &Filter, document: &Document, scored: Option<&Scored>) -> String {
    let kind = |kind: Vec<&Rule>| -> String {
        kind.into_iter().map(|one| rule(one, document, scored)).collect::<Vec<_>>().join(" or ")
    };
    filter.kinds().into_iter().map(kind).collect::<Vec<_>>().join(", and ")
}

/// "visible 412 of 8,900".
#[must_use]
pub fn visible(n: usize, of: usize) -> String {
    format!("visible {} of {}", number::count(n), number::count(of))
}

/// "Visible 412 of 8,900: in tribe Runners, and offside", in files that leave.
#[must_use]
pub fn whole(n: usize, of: usize, sentence: &str) -> String {
    format!("Visible {} of {}: {sentence}", number::count(n), number::count(of))
}

/// The button of a chip, for those who hear it.
#[must_use]
pub fn remove(rule: &str) -> String {
    format!("Remove the filter: {rule}")
}

/// The button of a kept filter.
#[must_use]
pub fn forget(name: &str) -> String {
    format!("Forget the kept filter {name}")
}

#[must_use]
pub fn top(percent: u8) -> String {
    format!("Top {percent} %")
}

#[must_use]
pub fn over_money(cents: i64) -> String {
    format!("Over {}", number::money(cents))
}

#[must_use]
pub fn over(n: u32) -> String {
    format!("Over {}", number::count(n as usize))
}

#[must_use]
pub fn in_plan(name: &str, is_in: bool) -> String {
    if is_in { format!("In “{name}”") } else { format!("Not in “{name}”") }
}

#[must_use]
pub fn market(is_inside: bool) -> &'static str {
    if is_inside { "In your market" } else { "Outside your market" }
}

/// The change in a few words.
#[must_use]
pub fn edit(edit: &FilterEdit) -> String {
    match edit {
        FilterEdit::Add(_) => "show only some people".into(),
        FilterEdit::Remove(_) => "remove a filter".into(),
        FilterEdit::Clear => "show everybody".into(),
        FilterEdit::SaveAs(name) => format!("keep the filter “{name}”"),
        FilterEdit::Use(name) => format!("show “{name}”"),
        FilterEdit::Forget(name) => format!("forget the filter “{name}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::model::{Stage, Stance};

    #[test]
    fn filters_read_as_people_say_them() {
        let document = Document::default();
        let filter = Filter::default()
            .with(Rule::Stage(Stage::Considering))
            .with(Rule::TopPercent(5))
            .with(Rule::Stage(Stage::AtRisk))
            .with(Rule::Stance(Stance::Offside))
            .with(Rule::ContactsOver(100));
        assert_eq!(
            sentence(&filter, &document, None),
            "stage: considering or stage: at risk, and influence in the top 5 %, and offside, and over 100 contacts"
        );
        assert_eq!(visible(412, 8_900), "visible 412 of 8,900");
    }
}
