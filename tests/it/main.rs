//! The one test program: the rooms from outside, through their doors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that unwraps says what it expects")]

mod believed;
mod calling;
mod certainty;
mod choose;
mod choosing;
mod cleaning;
mod cli;
mod copenhagen;
mod erasing;
mod every_file;
mod filters;
mod identity;
mod inflate;
mod influence;
mod jobs;
mod known_data;
mod language;
mod layers;
mod left;
mod map;
mod mutations;
mod no_network;
mod own_corpus;
mod plans;
mod pollock;
mod privacy;
mod project;
mod sample;
mod selecting;
mod snapshots;
mod stage_chances;
mod stages;
mod stale;
mod stance;
mod store;
mod support;
mod time;
mod tone;
mod topics;
mod town;
mod tribe_edits;
mod visitor;
mod window;
mod wizard;
