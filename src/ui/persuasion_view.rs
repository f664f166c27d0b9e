//! Whether word of mouth shows, and who sways and is swayed; computes nothing.

use super::lists_view::choose_person;
use super::widgets::{self, caption};
use super::words::influence::by_kind;
use super::words::judgement as say;
use super::{Scene, theme};
use crate::domain::influence::persuasion::{Finding, Persuasion, Verdict};
use crate::domain::score::Scored;
use crate::domain::ties::TopicKind;
use egui::{CollapsingHeader, Pos2, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

/// Dots drawn at most, the most influential first.
const MOST_DOTS: usize = 400;
/// Times as often as chance at the rim of the chart, and its inverse at the other.
const RIM: f32 = 2.5;

/// The verdicts, each with its figures one click away, that for what is asked for first; nothing where nothing is dated.
pub fn show(ui: &mut Ui, scored: &Scored, topic: &str, scene: &mut Scene<'_>) {
    let persuasion = &scored.persuasion;
    let Some(overall) = persuasion.overall() else { return };
    widgets::section(ui, say::word_of_mouth());
    let asked = persuasion.of_topic(topic);
    if let Some(finding) = asked {
        ui.label(say::verdict(finding));
        caption(ui, say::figures(finding));
    }
    // What shows for one product is the news; all together may hide it.
    let is_asked = |finding: &Finding| asked.is_some_and(|asked| std::ptr::eq(asked, finding));
    let tells = |finding: &&Finding| matches!(finding.verdict, Verdict::Persuasion | Verdict::ActAlike);
    for finding in persuasion.findings.iter().skip(1).filter(tells).filter(|finding| !is_asked(finding)) {
        ui.label(say::verdict(finding));
    }
    ui.label(say::verdict(overall));
    CollapsingHeader::new(RichText::new(say::details()).size(theme::CAPTION)).show(ui, |ui| {
        caption(ui, say::figures(overall));
        let mut is_by_kind = false;
        for finding in persuasion.findings.iter().skip(1).filter(|one| one.verdict != Verdict::CannotTell) {
            ui.add_space(theme::SPACE_S);
            if finding.kind == TopicKind::Category && !std::mem::replace(&mut is_by_kind, true) {
                caption(ui, by_kind());
            }
            ui.label(say::verdict(finding));
            caption(ui, say::figures(finding));
        }
    });
    if !persuasion.evidence.is_empty() {
        CollapsingHeader::new(RichText::new(say::sways_and_swayed()).size(theme::CAPTION)).show(ui, |ui| {
            chart(ui, persuasion, scored, scene);
            caption(ui, say::sways_hint());
        });
    }
}

/// Sways upwards, is swayed to the right, chance in the middle of both; a click opens the nearest person.
fn chart(ui: &mut Ui, persuasion: &Persuasion, scored: &Scored, scene: &mut Scene<'_>) {
    let colours = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 180.0), Sense::click());
    let inner = rect.shrink(8.0);
    let evidence = &persuasion.evidence;
    let known = scored
        .scores
        .order
        .iter()
        .filter_map(|&person| Some((person, evidence.sways(person)?, evidence.is_swayed(person)?)));
    let (mut n_sway, mut n_swayed, mut dots) = (0, 0, Vec::new());
    for (person, sways, is_swayed) in known.take(MOST_DOTS) {
        n_sway += usize::from(sways > 1.0);
        n_swayed += usize::from(is_swayed > 1.0);
        dots.push((person, place(inner, is_swayed, sways)));
    }
    let painter = ui.painter();
    painter.rect_stroke(inner, 4.0, Stroke::new(1.0, colours.line), egui::StrokeKind::Inside);
    painter.line_segment([inner.left_center(), inner.right_center()], Stroke::new(1.0, colours.line));
    painter.line_segment([inner.center_top(), inner.center_bottom()], Stroke::new(1.0, colours.line));
    for &(person, at) in dots.iter().rev() {
        let is_chosen = scene.selection.people.contains(&person);
        let colour = if is_chosen { colours.accent } else { colours.muted.gamma_multiply(0.6) };
        painter.circle_filled(at, if is_chosen { 4.5 } else { 2.5 }, colour);
    }
    let near = |to: Pos2| {
        let distance = |at: &Pos2| at.distance_sq(to);
        dots.iter().min_by(|x, y| distance(&x.1).total_cmp(&distance(&y.1))).filter(|dot| dot.1.distance(to) < 12.0)
    };
    if let Some(&(person, at)) = response.hover_pos().and_then(near) {
        ui.painter().circle_stroke(at, 5.0, Stroke::new(1.5, colours.accent));
        if response.clicked() {
            choose_person(scene.selection, person, false);
        }
        response.clone().on_hover_text_at_pointer(scored.people.label(person));
    }
    let text = say::chart(n_sway, n_swayed, dots.len());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, &text));
}

fn place(inner: Rect, x: f32, y: f32) -> Pos2 {
    let along = |times: f32| (times.max(1e-3).ln() / RIM.ln()).clamp(-1.0, 1.0) * 0.5 + 0.5;
    pos2(inner.left() + along(x) * inner.width(), inner.bottom() - along(y) * inner.height())
}
