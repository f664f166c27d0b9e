//! One file a score, and the card that explains them; knows no table, window or clock.
