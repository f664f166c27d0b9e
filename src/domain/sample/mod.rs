//! A made-up town, from a seed: every person and word in it is invented; writes no file itself.
