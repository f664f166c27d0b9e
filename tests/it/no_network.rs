//! No crate that can speak to a network is built into Tribewise, as far as their names tell; `cargo deny` checks the same with `.deny.toml`.

use std::process::Command;

/// Crates that open connections or speak a protocol of the network; the list of `.deny.toml`.
fn banned() -> Vec<String> {
    let rules = include_str!("../../.deny.toml");
    let rules: toml::Table = rules.parse().unwrap();
    let list = rules["bans"]["deny"].as_array().unwrap();
    list.iter().map(|rule| rule["crate"].as_str().unwrap().to_owned()).collect()
}

/// The names in a `cargo tree --prefix none` listing that are on the list.
fn found<'a>(tree: &'a str, banned: &[String]) -> Vec<&'a str> {
    let name = |line: &'a str| line.split_whitespace().next();
    let mut found: Vec<&str> =
        tree.lines().filter_map(name).filter(|name| banned.iter().any(|banned| banned == name)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn nothing_that_is_built_can_reach_a_network() {
    // Not Cargo.lock itself: it also lists what polars could switch on and this application does not build.
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| String::from("cargo"));
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--prefix", "none", "--edges", "normal,build,dev", "--format", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let listing = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&tree.stderr));
    assert!(listing.lines().count() > 300 && listing.contains("polars v"), "this is not the tree: {listing}");
    let found = found(&listing, &banned());
    assert!(found.is_empty(), "These crates can reach a network and are built in: {found:?}. See .deny.toml.");
}

#[test]
fn a_banned_crate_would_be_seen() {
    let banned = banned();
    assert!(banned.len() > 40);
    assert_eq!(found("csv v1.4.0\nreqwest v0.13.1\nreqwest v0.13.1 (*)\n", &banned), ["reqwest"]);
}
