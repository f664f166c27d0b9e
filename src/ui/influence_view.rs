//! How influence is weighed: the share to call influencers, the parts' weights; the
//! computing is the domain's.

use super::intent::Intents;
use super::widgets::{self, caption, quiet};
use super::words::{calling, influence as say, people};
use super::{certainty_view, theme};
use crate::domain::influence::{CutCurve, Part, weigh};
use crate::domain::model::{ScoreSettings, ScoreWeights, Scores, Wording};
use crate::domain::score::Scored;
use crate::project::{Command, Project};
use egui::{Align2, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Weights that are being tried, with the scores they would give.
#[derive(Debug, Default)]
pub struct Trial {
    tried: Option<(ScoreWeights, Arc<Scores>)>,
}

/// How many of the ranked are called influencers, over the curve of what each more brings.
pub fn cut(ui: &mut Ui, project: &Project, scored: &Scored, intents: &mut Intents) {
    let share = project.document().share_percent;
    let (now, settled) = widgets::percent_slider(ui, people::influencers(), share, 1.0..=10.0, 0.5);
    if let Some(percent) = settled {
        intents.command(Command::SetSharePercent(percent));
    }
    let n = scored.scores.top_percent(now).len();
    let curve = project.derived().cut();
    caption(ui, say::cut(curve, now, n));
    certainty_view::of_list(ui, project, scored, n, intents);
    let wording = project.document().wording;
    if let Some(wording) = widgets::choice(ui, calling::call_them(), wording, &Wording::ALL, calling::name) {
        intents.command(Command::SetWording(wording));
    }
    let title = RichText::new(say::each_share()).size(theme::CAPTION);
    egui::CollapsingHeader::new(title).id_salt("each share").show(ui, |ui| {
        draw_curve(ui, curve, now);
        let Some(knee) = curve.knee.and_then(|at| curve.points.get(at)) else { return };
        caption(ui, say::knee(curve));
        if (knee.percent - share).abs() > 0.01 && quiet(ui, &say::use_knee(knee.percent)).clicked() {
            intents.command(Command::SetSharePercent(knee.percent));
        }
    });
}

/// People reached by share, the knee marked with a ring, the share chosen now with a dot; beneath, what each influencer more
/// brings from there on. The pointer reads any share.
fn draw_curve(ui: &mut Ui, curve: &CutCurve, now: f32) {
    let (Some(first), Some(last)) = (curve.points.first(), curve.points.last()) else { return };
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 96.0), Sense::hover());
    let inner = Rect::from_min_max(rect.min + vec2(4.0, 18.0), rect.max - vec2(4.0, 18.0));
    let place = |percent: f32, reached: f64| -> Pos2 {
        let x = (percent - first.percent) / (last.percent - first.percent).max(f32::EPSILON);
        let y = (reached / last.n_reached.max(f64::MIN_POSITIVE)) as f32;
        pos2(inner.left() + x * inner.width(), inner.bottom() - y * inner.height())
    };
    let line: Vec<Pos2> = curve.points.iter().map(|point| place(point.percent, point.n_reached)).collect();
    let painter = ui.painter();
    painter.line_segment([inner.left_bottom(), inner.right_bottom()], Stroke::new(1.0, colours.line));
    painter.line_segment([inner.left_top(), inner.right_top()], Stroke::new(1.0, colours.line));
    let number = |at: Pos2, anchor: Align2, text: String| {
        painter.text(at, anchor, text, theme::plain(theme::CAPTION), colours.muted);
    };
    number(rect.left_top(), Align2::LEFT_TOP, say::reached(last.n_reached));
    number(rect.left_bottom(), Align2::LEFT_BOTTOM, say::listed(first.n_influencers));
    number(rect.right_bottom(), Align2::RIGHT_BOTTOM, say::listed(last.n_influencers));
    painter.add(egui::Shape::line(line.clone(), Stroke::new(2.0, colours.accent)));
    if let Some(&knee) = curve.knee.and_then(|at| line.get(at)) {
        painter.circle_stroke(knee, 5.0, Stroke::new(1.5, colours.accent));
    }
    let chosen = curve.points.iter().position(|point| point.percent >= now - 0.01);
    if let Some(at) = chosen {
        painter.circle_filled(line[at], 3.5, colours.accent);
    }
    let text = say::curve(curve);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &text));
    let over = response.hover_pos().and_then(|at| {
        let distance = |place: &Pos2| (place.x - at.x).abs();
        (0..line.len()).min_by(|&x, &y| distance(&line[x]).total_cmp(&distance(&line[y])))
    });
    response.on_hover_text(over.map_or(text, |at| say::point(curve, at)));
    if let Some(next) = chosen.and_then(|at| say::next(curve, at)) {
        caption(ui, next);
    }
}

/// The weights as sliders; the scores by those that are being tried, while they are.
pub fn weights(
    ui: &mut Ui,
    trial: &mut Trial,
    project: &Project,
    scored: &Scored,
    intents: &mut Intents,
) -> Option<Arc<Scores>> {
    let settings = &project.document().settings;
    let mut now = settings.weights;
    let mut settled = None;
    let has_evidence = !scored.persuasion.evidence.is_empty();
    egui::CollapsingHeader::new(RichText::new(say::weights()).size(theme::CAPTION)).show(ui, |ui| {
        caption(ui, say::weights_hint());
        settled = sliders(ui, &mut now, has_evidence).then_some(now);
        if settings.weights != ScoreWeights::default() && quiet(ui, say::usual_weights()).clicked() {
            settled = Some(ScoreWeights::default());
        }
        caption(ui, people::formula(&ScoreSettings { weights: now, ..settings.clone() }, has_evidence));
    });
    if let Some(weights) = settled {
        intents.command(Command::SetSettings(ScoreSettings { weights, ..settings.clone() }));
    }
    if settled.is_some() || now == settings.weights {
        trial.tried = None;
        return None;
    }
    if trial.tried.as_ref().is_none_or(|(tried, _)| *tried != now) {
        let mut scores = (*scored.scores).clone();
        weigh(&mut scores, &now);
        trial.tried = Some((now, Arc::new(scores)));
    }
    trial.tried.as_ref().map(|(_, scores)| scores.clone())
}

/// One slider a part; whether a gesture ended.
fn sliders(ui: &mut Ui, weights: &mut ScoreWeights, has_evidence: bool) -> bool {
    let parts = [
        (Part::ListenedTo, &mut weights.listened_to),
        (Part::Reach, &mut weights.reach),
        (Part::Closeness, &mut weights.closeness),
        (Part::Position, &mut weights.position),
        (Part::Persuasion, &mut weights.persuasion),
    ];
    let mut is_settled = false;
    let n_parts = if has_evidence { 5 } else { 4 };
    for (part, weight) in parts.into_iter().take(n_parts) {
        let before = (*weight * 100.0).round();
        let (shown, settled) = widgets::percent_slider(ui, people::part(part).0, before, 0.0..=100.0, 1.0);
        if shown != before {
            *weight = shown / 100.0;
        }
        is_settled |= settled.is_some();
    }
    is_settled
}
