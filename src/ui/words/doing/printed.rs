//! The board of a plan's tasks on paper, in words.

use crate::project::{BoardFigures, BoardWords};
use crate::ui::words::{day, number, pick, plan, said, sentences};
use chrono::{Datelike as _, NaiveDate};

sentences! {
    print: "Print…" | "Stampa…";
    print_hint: "Opens the tasks in your PDF viewer, which prints them: sheets of A4, by day, with a box to tick."
        | "Apre le attività nel tuo lettore di PDF, che le stampa: fogli A4, giorno per giorno, con una casella da spuntare.";
    save_pdf: "Save as PDF…" | "Salva in PDF…";
    save_pdf_hint: "The tasks on sheets of A4, by day, with a box to tick and room for what came of it."
        | "Le attività su fogli A4, giorno per giorno, con una casella da spuntare e spazio per annotare com’è andata.";
    undated: "Without a day" | "Senza data";
    goes_on: "(goes on)" | "(segue)";
}

/// All words of a printed board.
#[must_use]
pub fn board() -> BoardWords {
    BoardWords {
        task: super::task,
        treatment: plan::treatment,
        touch_point: super::touch_point,
        department: super::department,
        state: super::state,
        day: on,
        note,
        about,
        foot,
        headings,
        goes_on,
        sheet,
    }
}

/// "Mon 23 Nov 2026".
fn on(day: Option<NaiveDate>) -> String {
    let said = |day: NaiveDate| format!("{} {}", number::weekday(day), day.year());
    day.map_or_else(|| undated().to_owned(), said)
}

fn tasks(n: usize) -> String {
    number::plural(n, pick("task", "attività"), pick("tasks", "attività"))
}

fn note(n: usize, n_late: usize) -> String {
    let late = if n_late == 0 { String::new() } else { format!(", {}", super::late(n_late)) };
    format!("{}{late}", tasks(n))
}

fn about(of: &BoardFigures<'_>) -> Vec<String> {
    let only = of.only.map(plan::treatment).unwrap_or_default();
    let all = note(of.n_tasks, of.n_late);
    let n_done = number::count(of.n_done);
    let tasks = said!("{all}, {n_done} done" | "{all}, fatte: {n_done}");
    let tasks = if only.is_empty() { tasks } else { format!("{only}: {tasks}") };
    let owner = of.plan.owner.trim();
    let dates = super::dates(&of.plan.starts_on, &of.plan.ends_on);
    let of_plan = if owner.is_empty() {
        said!("Dates: {dates}" | "Date: {dates}")
    } else {
        said!("Dates: {dates}. Owner: {owner}" | "Date: {dates}. Responsabile: {owner}")
    };
    vec![tasks, of_plan]
}

fn foot(of: &BoardFigures<'_>) -> String {
    said!("{}, as of {}" | "{}, al {}", of.plan.name, day::said(of.today))
}

fn headings() -> [&'static str; 4] {
    [
        pick("Whom", "Chi"),
        pick("What they get", "Che cosa riceve"),
        pick("In whose hands", "Affidato a"),
        pick("What came of it", "Com’è andata"),
    ]
}

fn sheet(n: usize, of: usize) -> String {
    said!("Page {n} of {of}" | "Pagina {n} di {of}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::campaign::TaskState;

    #[test]
    fn days_and_pages_are_said_as_people_do() {
        assert_eq!(on(NaiveDate::from_ymd_opt(2026, 11, 23)), "Mon 23 Nov 2026");
        assert_eq!((on(None), sheet(1, 3)), ("Without a day".to_owned(), "Page 1 of 3".to_owned()));
        assert_eq!((note(1, 0), note(12, 2)), ("1 task".to_owned(), "12 tasks, 2 late".to_owned()));
        assert_eq!((board().state)(TaskState::Doing), "Doing");
    }
}
