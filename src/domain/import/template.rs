//! An example file of every kind, to be filled in: headings that import understands, over rows of made-up people.

use crate::domain::model::{FileKind, Meaning};

/// Headings with what they mean, and example rows.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    pub headings: &'static [(&'static str, Meaning)],
    pub rows: &'static [&'static [&'static str]],
}

/// The example of a kind.
#[must_use]
#[allow(clippy::too_many_lines, reason = "one flat table")]
pub fn template(kind: FileKind) -> Template {
    use Meaning::{
        Amount, Answer, At, Attribute, Body, Category, Cell, Channel, Code, Comment, Consent, Due, Email, From, Id, Market, Name, Outcome, Phone,
        Product, Seconds, Shop, Spend, Subject, To, Topic, Value,
    };
    let (headings, rows): (&[(&str, Meaning)], &[&[&str]]) = match kind {
        FileKind::People => (
            &[
                ("Customer number", Id), ("Name", Name), ("Phone", Phone), ("E-mail", Email),
                ("Monthly spend", Spend), ("Marketing consent", Consent), ("In market", Market),
                ("Tariff", Attribute), ("City", Attribute),
            ],
            &[
                &["C0001", "Ada Example", "+39 02 5550 1001", "ada@example.org", "24.90", "yes", "yes", "Flat M", "Milan"],
                &["C0002", "Ben Example", "+39 02 5550 1002", "ben@example.org", "9.90", "no", "yes", "Flat S", "Turin"],
                &["C0003", "Cleo Example", "+39 02 5550 1003", "cleo@example.org", "0.00", "yes", "no", "", "Milan"],
            ],
        ),
        FileKind::Calls => (
            &[("Caller", From), ("Called", To), ("Started at", At), ("Duration in seconds", Seconds)],
            &[
                &["C0001", "C0002", "2026-10-01 18:05:00", "340"],
                &["C0002", "C0001", "2026-10-02 09:12:30", "65"],
                &["C0003", "C0001", "2026-10-02 20:41:10", "-1"],
            ],
        ),
        FileKind::Messages => (
            &[("Sender", From), ("Recipient", To), ("Sent at", At), ("Channel", Channel), ("Text", Body)],
            &[
                &["C0001", "C0002", "2026-10-01 18:05:00", "chat", "Have you seen the new tariff?"],
                &["C0002", "C0001", "2026-10-01 18:07:12", "chat", "Yes, I am changing to it."],
                &["C0003", "C0001", "2026-10-02 20:41:10", "sms", ""],
            ],
        ),
        FileKind::Transfers => (
            &[("Payer", From), ("Payee", To), ("Paid at", At), ("Amount", Amount)],
            &[
                &["C0001", "C0002", "2026-10-01 18:05:00", "12.50"],
                &["C0002", "C0003", "2026-10-02 09:12:30", "40.00"],
                &["C0003", "C0001", "2026-10-05 20:41:10", "8.75"],
            ],
        ),
        FileKind::Friendships => (
            &[("Person A", From), ("Person B", To)],
            &[&["C0001", "C0002"], &["C0002", "C0003"], &["C0001", "C0003"]],
        ),
        FileKind::Ratings => (
            &[("Rated by", From), ("Rated person", To), ("Rating", Value), ("Rated at", At)],
            &[
                &["C0001", "C0002", "4", "2026-10-01"],
                &["C0002", "C0001", "5", "2026-10-02"],
                &["C0003", "C0001", "-3", "2026-10-05"],
            ],
        ),
        FileKind::Meetings => (
            &[("Person A", From), ("Person B", To), ("Met at", At), ("Duration in seconds", Seconds)],
            &[
                &["C0001", "C0002", "2026-10-01 18:05:00", "3600"],
                &["C0002", "C0003", "2026-10-02 09:10:00", "900"],
                &["C0001", "C0003", "2026-10-05 12:30:00", "2700"],
            ],
        ),
        FileKind::Purchases => (
            &[
                ("Customer number", Id), ("Bought on", At), ("Product", Product), ("Category", Category),
                ("Shop", Shop), ("Amount", Amount),
            ],
            &[
                &["C0001", "2026-10-01", "Spark watch", "Watches", "Riverside", "199.00"],
                &["C0002", "2026-10-09", "Spark watch", "Watches", "Riverside", "199.00"],
                &["C0003", "2026-10-12", "Travel pack", "Roaming", "online", "15.00"],
            ],
        ),
        FileKind::Interests | FileKind::InterestMonths => (
            &[("Customer number", Id), ("Interest", Topic)],
            &[&["C0001", "Running"], &["C0001", "Photography"], &["C0002", "Running"]],
        ),
        FileKind::Incidents => (
            &[("Customer number", Id), ("Complained at", At), ("Complaint or outage", Subject), ("Text", Body)],
            &[
                &["C0001", "2026-10-01 18:05:00", "Complaint: bill too high", "Why did I pay twice?"],
                &["C0002", "2026-10-02 09:00:00", "Outage", ""],
                &["C0003", "2026-10-05 12:30:00", "Complaint: no signal at home", ""],
            ],
        ),
        FileKind::Outgoing => (
            &[
                ("Customer number", Id), ("Subject line", Subject), ("Message text", Body), ("Channel", Channel),
                ("Send by", Due),
            ],
            &[
                &["C0001", "A winter offer", "Dear Ada, three months at half the price.", "e-mail", "2026-12-10"],
                &["C0002", "A winter offer", "Dear Ben, three months at half the price.", "e-mail", "2026-12-10"],
                &["C0003", "Your invoice", "Your invoice for October is ready.", "letter", "2026-12-01"],
            ],
        ),
        FileKind::Results => (
            &[
                ("Customer number", Id), ("Accepted", Outcome), ("Cell", Cell), ("Amount", Amount),
                ("Answered on", At), ("Coupon code", Code),
            ],
            &[
                &["C0001", "1", "T1", "24.90", "2026-12-03", "SPRK-7Q2M"],
                &["C0002", "0", "C1", "0.00", "2026-12-05", ""],
                &["C0003", "0", "T1", "0.00", "2026-12-09", ""],
            ],
        ),
        FileKind::Feedback => (
            &[
                ("Customer number", Id), ("Would you buy it", Answer), ("In your own words", Comment),
                ("Answered on", At),
            ],
            &[
                &["C0001", "yes", "The second screen is what I was waiting for.", "2026-12-03"],
                &["C0002", "no", "Too dear for what it does.", "2026-12-05"],
                &["C0003", "maybe", "", "2026-12-09"],
            ],
        ),
        FileKind::Optouts => (
            &[("Customer number", Id), ("Channel", Channel), ("Opted out at", At)],
            &[&["C0002", "all", "2026-10-01"], &["C0003", "e-mail", "2026-10-02"], &["C0004", "all", "2026-10-05"]],
        ),
    };
    Template { headings, rows }
}

/// The example as comma-separated UTF-8 text.
#[must_use]
pub fn template_csv(kind: FileKind) -> Vec<u8> {
    let Template { headings, rows } = template(kind);
    let quoted = |cells: &mut dyn Iterator<Item = &str>| {
        let cells: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        cells.join(",")
    };
    let mut lines = vec![quoted(&mut headings.iter().map(|(heading, _)| *heading))];
    lines.extend(rows.iter().map(|row| quoted(&mut row.iter().copied())));
    let mut text = lines.join("\r\n");
    text.push_str("\r\n");
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::{propose, read};
    use super::*;
    use crate::domain::import::Source;
    use crate::domain::ticket::Ticket;

    #[test]
    fn every_example_is_read_back_as_what_it_is_without_a_question() {
        for kind in FileKind::ALL {
            let source = Source { name: "example.csv".into(), bytes: template_csv(kind).into() };
            let proposal = propose(&source, None).unwrap();
            assert_eq!(proposal.mapping.kind, kind);
            assert_eq!(proposal.questions, [], "{kind:?}");
            let meanings: Vec<Meaning> = proposal.mapping.columns.iter().map(|column| column.meaning).collect();
            let meant: Vec<Meaning> = template(kind).headings.iter().map(|&(_, meaning)| meaning).collect();
            assert_eq!(meanings, meant, "{kind:?}");
            let imported = read(&source, &proposal.mapping, &Ticket::new()).unwrap().unwrap();
            assert_eq!((imported.report.n_rows_kept, imported.report.problems), (3, Vec::new()), "{kind:?}");
            // Every meaning that a file of this kind may have is in its example, but that of files that were summed up.
            let is_shown = |meaning: &Meaning| meant.contains(meaning) || *meaning == Meaning::Times;
            assert!(kind.meanings().iter().all(is_shown), "{kind:?}");
        }
    }
}
