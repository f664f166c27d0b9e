//! The sentences of the map.

use super::{comma, filter, look, number, pick, said, sentences, time};
use crate::domain::placement::scene::{LegendItem, Mark};
use crate::project::Choosing;
use crate::ui::map::Tool;

sentences! {
    all_tribes: "All tribes" | "Tutte le tribù";
    everyone: "Everyone" | "Tutti";
    /// Shows what the signs of the map mean, where there is no room for it always.
    legend_label: "Legend" | "Legenda";
    show_everyone: "Show everyone" | "Mostra tutti";
    show_everyone_hint: "Every person as a point in their tribe’s place (A)"
        | "Ogni persona come un punto al posto della sua tribù (A)";
    /// While a worker draws everybody.
    drawing: "Drawing everyone…" | "Disegno di tutti…";
    zoom_in: "Zoom in" | "Ingrandisci";
    zoom_out: "Zoom out" | "Riduci";
    show_all: "Show all" | "Mostra tutta";
    /// Where there is nothing to draw yet.
    empty: "No tribes yet. Bring in a file that says who is in touch with whom."
        | "Ancora nessuna tribù. Aggiungi un file che dica chi è in contatto con chi.";

    neighbours: "Add neighbours" | "Aggiungi i vicini";
    neighbours_hint: "Add everyone one step away from those selected (N)"
        | "Aggiungi chi è a un passo da chi è selezionato (N)";
    clear: "Select nothing" | "Deseleziona tutto";
    clear_hint: "Select nothing (C)" | "Deseleziona tutto (C)";
    add_to_plan: "Add to plan" | "Aggiungi al piano";
    add_to_plan_hint: "Put everyone selected into the audience of the plan (P), or drag these words onto it"
        | "Metti tutti i selezionati nel pubblico del piano (P), o trascina queste parole su di esso";
    plan_locked: "The plan is approved: make it a draft again to change its audience"
        | "Il piano è approvato: riportalo in bozza per cambiarne il pubblico";
}

/// What a tool is called.
#[must_use]
pub fn tool(tool: Tool) -> &'static str {
    match tool {
        Tool::Pointer => pick("Pointer", "Puntatore"),
        Tool::Lasso => pick("Lasso", "Lazo"),
        Tool::Box => pick("Box", "Rettangolo"),
        Tool::Move => pick("Move a tribe", "Sposta una tribù"),
    }
}

/// What a tool does, and its key.
#[must_use]
pub fn tool_hint(tool: Tool) -> &'static str {
    match tool {
        Tool::Pointer => pick(
            "Pointer: click to select, drag to move the map (V)",
            "Puntatore: clic per selezionare, trascina per muovere la mappa (V)",
        ),
        Tool::Lasso => pick(
            "Lasso: draw round those you mean; Shift adds, Alt takes away (L)",
            "Lazo: disegna un giro attorno a chi intendi; Maiusc aggiunge, Alt toglie (L)",
        ),
        Tool::Box => pick(
            "Box: drag a box over those you mean; Shift adds, Alt takes away (B)",
            "Rettangolo: traccialo sopra chi intendi; Maiusc aggiunge, Alt toglie (B)",
        ),
        Tool::Move => pick(
            "Move a tribe: drag it where you want it, and it stays there; click it to let it go (M)",
            "Sposta una tribù: trascinala dove vuoi e resta lì; un clic la lascia libera (M)",
        ),
    }
}

/// "14 people in 3 tribes".
#[must_use]
pub fn count(n_people: usize, n_tribes: usize) -> String {
    let people = number::people(n_people);
    if n_tribes == 0 { people } else { said!("{people} in {}" | "{people} in {}", number::tribes(n_tribes)) }
}

/// What the line drawn so far would do.
#[must_use]
pub fn drawn(choosing: Choosing, n_people: usize, n_tribes: usize) -> String {
    let count = count(n_people, n_tribes);
    match choosing {
        Choosing::Anew => count,
        Choosing::Adding => said!("Add {count}" | "Aggiungi {count}"),
        Choosing::TakingAway => said!("Take away {count}" | "Togli {count}"),
    }
}

/// Said when they are.
#[must_use]
pub fn added_to_plan(n_people: usize, n_tribes: usize, plan: &str) -> String {
    said!("{} added to “{plan}”." | "Nel pubblico di “{plan}” ora anche {}.", count(n_people, n_tribes))
}

/// What the map is called by a screen reader.
#[must_use]
pub fn map(n_tribes: usize) -> String {
    said!("Map of {}" | "Mappa: {}", number::tribes(n_tribes))
}

/// What the map of everybody is called by a screen reader.
#[must_use]
pub fn map_of_everyone(n_people: usize) -> String {
    said!("Map of everyone, {}" | "Mappa di tutti, {}", number::people(n_people))
}

/// What the map of one tribe is called by a screen reader.
#[must_use]
pub fn map_of(name: &str, n_people: usize) -> String {
    said!("Map of {name}, {}" | "Mappa di {name}, {}", number::people(n_people))
}

/// "24 tribes, 8,431 people", over the map.
#[must_use]
pub fn overview(n_tribes: usize, n_people: usize) -> String {
    format!("{}, {}", number::tribes(n_tribes), number::people(n_people))
}

/// "Runners, 1,203 people".
#[must_use]
pub fn tribe(name: &str, n_people: usize) -> String {
    format!("{name}, {}", number::people(n_people))
}

/// The line beside the pointer over a tribe; `share` of the most influential `percent` are in it.
#[must_use]
pub fn tribe_line(name: &str, n_people: usize, share: f32, percent: f32) -> String {
    let line = tribe(name, n_people);
    said!("{line}, {} of the top {}" | "{line}, {} del primo {}", whole_percent(share * 100.0), whole_percent(percent))
}

/// The line beside the pointer over a person.
#[must_use]
pub fn person_line(name: &str, role: &str, influence: f32) -> String {
    said!("{name}, {role}, influence {influence:.0} of 100" | "{name}, {role}, influenza {influence:.0} su 100")
}

/// What a sign means, in the legend of the screen and of pictures.
#[must_use]
pub fn legend(item: LegendItem, percent: f32) -> String {
    let top = whole_percent(percent);
    match item {
        LegendItem::BubbleSize => pick("Area: people", "Area: persone").into(),
        LegendItem::Hue(preset) => look::colour(preset),
        LegendItem::Class(class) => look::class(class),
        LegendItem::Rim => pick("Thick rim: how many of each", "Bordo spesso: quanti di ciascuno").into(),
        LegendItem::ShareOfTop => {
            said!("Thick rim: share of the top {top} influential" | "Bordo spesso: quota del primo {top} per influenza")
        }
        LegendItem::TribeTie => pick("Line: how strongly tied", "Linea: forza del legame").into(),
        LegendItem::PersonSize(preset) => look::size(preset).into(),
        LegendItem::Point => pick("Point: one person", "Punto: una persona").into(),
        LegendItem::DrawnTies => pick("Lines: the strongest ties", "Linee: i legami più forti").into(),
        LegendItem::Person(Mark::Leader) => pick("Leader", "Leader").into(),
        LegendItem::Person(Mark::Diamond) => pick("Bridge", "Ponte").into(),
        LegendItem::Person(Mark::Triangle) => pick("Spreader", "Divulgatore").into(),
        LegendItem::Person(Mark::Dot) => pick("Core or follower", "Nucleo o seguace").into(),
        LegendItem::Person(Mark::Ring) => pick("Outsider", "Ai margini").into(),
        LegendItem::StrongTie => pick("Strongest ties", "Legami più forti").into(),
        LegendItem::InferredTie => pick("Dashed: inferred from purchases", "Tratteggio: dedotto dagli acquisti").into(),
        LegendItem::Outside => pick("Grey: outside your market", "Grigio: fuori dal tuo mercato").into(),
        LegendItem::Treated => pick("In the plan", "Nel piano").into(),
        LegendItem::Control => pick("Kept out to compare", "Tenuti per confronto").into(),
        LegendItem::Changed(change) => time::change(change).into(),
        LegendItem::FilteredOut { n, of } => {
            said!("Pale: filtered out, {}" | "Sbiadito: escluso dal filtro, {}", filter::visible(n, of))
        }
    }
}

fn whole_percent(percent: f32) -> String {
    let text = format!("{percent:.1}");
    format!("{} %", comma(text.strip_suffix(".0").unwrap_or(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_read_well() {
        assert_eq!(tribe_line("Runners", 1203, 0.125, 3.0), "Runners, 1,203 people, 12.5 % of the top 3 %");
        assert_eq!(person_line("Anna", "leader", 93.7), "Anna, leader, influence 94 of 100");
        assert_eq!(map(1), "Map of 1 tribe");
    }
}
