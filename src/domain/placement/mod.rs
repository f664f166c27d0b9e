//! Where each tribe and each person stands on the map; knows no camera and no screen.
