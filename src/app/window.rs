//! Opens the window: one renderer, then the other, then a plain sentence; draws nothing itself.

use super::App;
use crate::project::Trouble;
use crate::shell::dialogs::SystemPicker;
use crate::shell::{home, jobs};
use crate::ui::{Beginning, words};
use eframe::{NativeOptions, Renderer};

/// Runs the window until it is closed.
///
/// # Errors
/// [`Trouble`] where no window can be opened or nothing can be kept.
pub fn run(beginning: &Beginning) -> Result<(), Trouble> {
    if !has_display() {
        return Err(Trouble::NoDisplay);
    }
    let home = home::folder().ok_or(Trouble::NoHome)?;
    jobs::install_panic_log(&home);
    // Newer machines first; old laptops, remote desktops and virtual machines may have only the other.
    let mut last = String::new();
    for renderer in [Renderer::Wgpu, Renderer::Glow] {
        match open(renderer, beginning, &home) {
            Ok(()) => return Ok(()),
            Err(error) => {
                log::warn!("no window with {renderer}: {error}");
                last = error.to_string();
            }
        }
    }
    Err(Trouble::Other { file: words::tribewise().to_owned(), why: last })
}

fn open(renderer: Renderer, beginning: &Beginning, home: &std::path::Path) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title(words::tribewise())
        .with_app_id("tribewise")
        .with_inner_size([1280.0, 800.0])
        // At twice the size of text this is a laptop's whole screen.
        .with_min_inner_size([640.0, 400.0])
        .with_drag_and_drop(true)
        .with_icon(icon());
    let options = NativeOptions { renderer, viewport, ..NativeOptions::default() };
    eframe::run_native(
        words::tribewise(),
        options,
        Box::new(|creation| {
            let waker = creation.egui_ctx.clone();
            let picker = SystemPicker::new(move || waker.request_repaint());
            let app = App::new(&creation.egui_ctx, home.to_owned(), Box::new(picker));
            let mut app = app.on_machine(sys_locale::get_locale());
            match beginning {
                Beginning::Welcome => {}
                Beginning::Sample => app.open_sample(),
                Beginning::Project(path) => app.open_document(path.clone()),
            }
            Ok(Box::new(app))
        }),
    )
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}

/// Only Linux can be without one and say so beforehand.
fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}
