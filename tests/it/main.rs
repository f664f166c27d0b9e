//! x
#[test]
fn t() {}

mod map;
mod town;
