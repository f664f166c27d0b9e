//! Who is on show, in words.

use super::{number, people, pick, said, sentences, stages, stance};
use crate::domain::filter::{Filter, FilterEdit, Rule};
use crate::domain::influence::Band;
use crate::domain::model::Role;
use crate::domain::score::Scored;
use crate::project::Document;

sentences! {
    add: "Show only…" | "Mostra solo…";
    clear: "Show everybody" | "Mostra tutti";
    in_tribe: "In a tribe" | "In una tribù";
    influence: "Most influential" | "Più influenti";
    role_label: "Role" | "Ruolo";
    stage: "Stage" | "Fase";
    stance: "Stance" | "Opinione";
    spending: "Spending" | "Spesa";
    contacts: "Contacts" | "Contatti";
    group_label: "Groups" | "Gruppi";
    market_label: "Market" | "Mercato";
    plan_label: "Plan" | "Piano";
    selected: "Only the selected" | "Solo i selezionati";
    inferred: "Only inferred ties" | "Solo legami dedotti";
    nothing_selected: "Select people or tribes first." | "Prima seleziona persone o tribù.";
    kept: "Kept filters" | "Filtri salvati";
    keep_as: "Keep these under a name" | "Salva questi con un nome";
    name_hint: "Runners to win back" | "Podisti da riconquistare";
    nobody: "Nobody meets all of these. Remove one." | "Nessuno soddisfa tutte le condizioni. Togline una.";
    columns: "What your list says" | "Che cosa dice il tuo elenco";
    bad_rule: "Give a condition: tribe=NAME, top=5, role=leader, stage=loyal, stance=offside, spends-over=100, contacts-over=100, group=low-spend (or ear-of, by-hand), market=inside (or outside), inferred, in-plan=NAME, not-in-plan=NAME, people=ID;ID or COLUMN=VALUE. Nothing was changed."
        | "Indica una condizione: tribe=NAME, top=5, role=leader, stage=loyal, stance=offside, spends-over=100, contacts-over=100, group=low-spend (oppure ear-of, by-hand), market=inside (oppure outside), inferred, in-plan=NAME, not-in-plan=NAME, people=ID;ID oppure COLUMN=VALUE. Non è cambiato nulla.";
}

/// The role as one word.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Leader => pick("Leaders", "Leader"),
        Role::Spreader => pick("Spreaders", "Divulgatori"),
        Role::Bridge => pick("Bridges", "Ponti"),
        Role::Celebrity => pick("Celebrities", "Celebrità"),
        Role::Core => pick("Core", "Nucleo"),
        Role::Follower => pick("Followers", "Seguaci"),
        Role::Outsider => pick("Outsiders", "Ai margini"),
    }
}

/// The role of one person.
#[must_use]
pub fn one_role(role: Role) -> &'static str {
    match role {
        Role::Leader => pick("Leader", "Leader"),
        Role::Spreader => pick("Spreader", "Divulgatore"),
        Role::Bridge => pick("Bridge", "Ponte"),
        Role::Celebrity => pick("Celebrity", "Celebrità"),
        Role::Core => pick("Core", "Nucleo"),
        Role::Follower => pick("Follower", "Seguace"),
        Role::Outsider => pick("Outsider", "Ai margini"),
    }
}

/// One condition, as on its chip.
#[must_use]
pub fn rule(rule: &Rule, document: &Document, scored: Option<&Scored>) -> String {
    match rule {
        Rule::Tribe(id) => match document.name_of_tribe(*id, scored) {
            Some(name) => said!("in tribe {name}" | "nella tribù {name}"),
            None => pick("in a tribe that is gone", "in una tribù che non c’è più").to_owned(),
        },
        Rule::TopPercent(percent) => said!("influence in the top {percent} %" | "nel primo {percent} % per influenza"),
        Rule::Role(one) => said!("role: {}" | "ruolo: {}", one_role(*one).to_lowercase()),
        Rule::Stage(stage) => said!("stage: {}" | "fase: {}", stages::stage(*stage).to_lowercase()),
        Rule::Stance(one) => stance::stance(*one).to_lowercase(),
        Rule::SpendsOver(cents) => said!("spends over {}" | "spesa oltre {}", number::money(*cents)),
        Rule::ContactsOver(n) => said!(
            "over {}" | "oltre {}",
            number::plural(*n as usize, pick("contact", "contatto"), pick("contacts", "contatti"))
        ),
        Rule::Group(band) => group(*band).to_lowercase(),
        Rule::Has { heading, value } => format!("{heading}: {value}"),
        Rule::Market { is_inside: true } => pick("in your market", "nel tuo mercato").to_owned(),
        Rule::Market { is_inside: false } => people::outside().to_owned(),
        Rule::OnlyInferred => pick("only inferred ties", "solo legami dedotti").to_owned(),
        Rule::InPlan(id) => plan(true, *id, document),
        Rule::NotInPlan(id) => plan(false, *id, document),
        Rule::People(ids) => said!("{} chosen by hand" | "a mano: {}", number::people(ids.len())),
    }
}

fn group(band: Band) -> &'static str {
    people::band(band)
}

fn plan(is_in: bool, id: u32, document: &Document) -> String {
    match (document.plan(id), is_in) {
        (Some(plan), true) => said!("in the plan “{}”" | "nel piano “{}”", plan.name),
        (Some(plan), false) => said!("not in the plan “{}”" | "non nel piano “{}”", plan.name),
        (None, true) => pick("in the plan that is gone", "in un piano che non c’è più").to_owned(),
        (None, false) => pick("not in the plan that is gone", "non in un piano che non c’è più").to_owned(),
    }
}

/// What a condition does not say; nothing where it speaks for itself.
#[must_use]
pub fn note(rule: &Rule) -> Option<&'static str> {
    match rule {
        Rule::ContactsOver(_) | Rule::Group(Band::Over100 | Band::Over1000) => Some(pick(
            "A count of contacts is crude: it says nothing of closeness.",
            "Il numero di contatti è una misura grezza: non dice nulla della vicinanza.",
        )),
        Rule::Group(Band::LowSpend) => Some(pick(
            "Among the 5 % most influential, they spend less than half of all people do.",
            "Tra i più influenti (5 %), chi spende meno di metà di tutte le persone.",
        )),
        Rule::Group(Band::EarOf) => Some(pick(
            "Hardly in touch with anybody but somebody at the top, whose closest they are among.",
            "Quasi nessun contatto se non con chi sta in cima, di cui sono tra i più stretti.",
        )),
        _ => None,
    }
}

/// All conditions in one sentence: those of one kind joined by "or", the kinds by "and".
#[must_use]
pub fn sentence(filter: &Filter, document: &Document, scored: Option<&Scored>) -> String {
    let kind = |kind: Vec<&Rule>| -> String {
        kind.into_iter().map(|one| rule(one, document, scored)).collect::<Vec<_>>().join(pick(" or ", " o "))
    };
    filter.kinds().into_iter().map(kind).collect::<Vec<_>>().join(pick(", and ", ", e "))
}

/// "visible 412 of 8,900".
#[must_use]
pub fn visible(n: usize, of: usize) -> String {
    said!("visible {} of {}" | "visibili {} su {}", number::count(n), number::count(of))
}

/// "Visible 412 of 8,900: in tribe Runners, and offside", in files that leave.
#[must_use]
pub fn whole(n: usize, of: usize, sentence: &str) -> String {
    said!("Visible {} of {}: {sentence}" | "Visibili {} su {}: {sentence}", number::count(n), number::count(of))
}

/// The button of a chip, for those who hear it.
#[must_use]
pub fn remove(rule: &str) -> String {
    said!("Remove the filter: {rule}" | "Togli il filtro: {rule}")
}

/// The button of a kept filter.
#[must_use]
pub fn forget(name: &str) -> String {
    said!("Forget the kept filter {name}" | "Elimina il filtro salvato {name}")
}

#[must_use]
pub fn top(percent: u8) -> String {
    said!("Top {percent} %" | "Primo {percent} %")
}

#[must_use]
pub fn over_money(cents: i64) -> String {
    said!("Over {}" | "Oltre {}", number::money(cents))
}

#[must_use]
pub fn over(n: u32) -> String {
    said!("Over {}" | "Oltre {}", number::count(n as usize))
}

#[must_use]
pub fn in_plan(name: &str, is_in: bool) -> String {
    if is_in {
        said!("In “{name}”" | "In “{name}”")
    } else {
        said!("Not in “{name}”" | "Non in “{name}”")
    }
}

#[must_use]
pub fn market(is_inside: bool) -> &'static str {
    if is_inside {
        pick("In your market", "Nel tuo mercato")
    } else {
        pick("Outside your market", "Fuori dal tuo mercato")
    }
}

/// The change in a few words.
#[must_use]
pub fn edit(edit: &FilterEdit) -> String {
    match edit {
        FilterEdit::Add(_) => pick("show only some people", "mostra solo alcune persone").into(),
        FilterEdit::Remove(_) => pick("remove a filter", "togli un filtro").into(),
        FilterEdit::Clear => pick("show everybody", "mostra tutti").into(),
        FilterEdit::SaveAs(name) => said!("keep the filter “{name}”" | "salva il filtro “{name}”"),
        FilterEdit::Use(name) => said!("show “{name}”" | "mostra “{name}”"),
        FilterEdit::Forget(name) => said!("forget the filter “{name}”" | "elimina il filtro “{name}”"),
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
