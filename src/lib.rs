//! Tribewise finds the tribes among a company's customers and the few people whose word others follow.
//!
//! # The map of the house
//!
//! Read in this order; each room knows only those before it (`ui` and `shell` do not know each other).
//!
//! - [`domain`]: the core. Clean tables in, ties, tribes, scores, places, plans, forecasts, holds, lifts and files out.
//! - [`project`]: one open project. It changes only by `Command`, each undoable; it has no disk, thread or clock.
//! - [`shell`]: everything that touches the machine: worker threads, the project file, dialogs, preferences.
//! - [`ui`]: the screen. It reads the project, pushes commands, and decides nothing.
//! - [`cli`]: the same road without a window.
//! - [`app`]: the hall, which joins the rooms in a window.

pub mod app;
pub mod cli;
pub mod domain;
pub mod project;
pub mod shell;
pub mod ui;
