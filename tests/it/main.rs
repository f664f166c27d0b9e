//! The one test program: the rooms from outside, through their doors.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that unwraps says what it expects")]

mod jobs;
mod layers;
mod map;
mod no_network;
mod pollock;
mod sample;
mod store;
mod town;
