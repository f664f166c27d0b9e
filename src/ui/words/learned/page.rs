//! All that is said of what measured campaigns taught, a line each or as a page.

use super::{
    best_of, cost, group_name, group_result, next, next_test, none_text, none_title, page, remark, result, sure,
    verdict, whose,
};
use crate::project::{LearnedLine, LessonSaid};

/// All of it about one line.
#[must_use]
pub fn said_of(line: &LearnedLine, tribe: Option<&str>) -> LessonSaid {
    LessonSaid {
        whose: whose(&line.lesson),
        verdict: verdict(line.lesson.verdict()).to_owned(),
        result: result(&line.lesson),
        sure: sure(&line.lesson),
        cost: cost(&line.lesson),
        group_names: line.lesson.groups.iter().map(group_name).collect(),
        groups: (0..line.lesson.groups.len()).map(|n| group_result(&line.lesson, n)).collect(),
        best: best_of(&line.lesson),
        next: next_test(line.next, tribe),
    }
}

/// Everything learned as a page of Markdown.
#[must_use]
pub fn markdown(lines: &[(LearnedLine, LessonSaid)]) -> String {
    // What somebody typed does not become a heading or a list of its own.
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let one = |(line, said): &(LearnedLine, LessonSaid)| {
        let mut parts = vec![
            format!("\n## {}\n\n**{}.** {}\n\n", flat(&said.whose), said.verdict, said.result),
            format!("- {}\n- {}\n", said.sure, said.cost),
        ];
        let of_groups = said.groups.iter().chain(&said.best);
        parts.extend(of_groups.map(|text| format!("- {}\n", flat(text))));
        parts.push(format!("- {}: {}\n", next(), flat(&said.next)));
        if !line.lesson.remark.trim().is_empty() {
            parts.push(format!("- {}: {}\n", remark(), flat(&line.lesson.remark)));
        }
        parts.concat()
    };
    let body = if lines.is_empty() {
        format!("\n{}. {}\n", none_title(), none_text())
    } else {
        lines.iter().map(one).collect::<Vec<_>>().concat()
    };
    format!("# {}\n{body}", page())
}
