//! The screen: reads the project, pushes commands, decides nothing; knows no file, thread or dialog.

pub mod map;
pub mod theme;
pub mod words;
