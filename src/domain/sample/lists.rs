//! The words of the made-up town: districts, tariffs, pastimes and goods; knows nothing of who gets which.

/// Districts of the town.
pub(super) const DISTRICTS: &[&str] = &[
    "Old Harbour",
    "Mill Hill",
    "Saint Anna",
    "Riverside",
    "Brickfields",
    "Upper Gardens",
    "Station Quarter",
    "Lime Park",
    "Foundry",
    "University",
    "Vineyards",
    "Northgate",
    "Fishmarket",
    "Glassworks",
    "Sunny Side",
    "Airfield",
];

/// Tariffs with what they cost a month, and how often each is chosen.
pub(super) const TARIFFS: &[(&str, f64, f64)] = &[
    ("Prepaid", 9.9, 0.27),
    ("Basic S", 14.9, 0.24),
    ("Smart M", 22.9, 0.26),
    ("Family L", 34.9, 0.15),
    ("Unlimited XL", 49.9, 0.08),
];

/// What people of one tribe have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pastime {
    /// What its people call themselves: the interest in the customers file.
    pub name: &'static str,
    /// Something that they buy because of it.
    pub product: &'static str,
    /// What they ask the service desk about.
    pub wish: &'static str,
    /// Whether they are awake when others sleep.
    pub is_nightly: bool,
}

const fn by_day(name: &'static str, product: &'static str, wish: &'static str) -> Pastime {
    Pastime { name, product, wish, is_nightly: false }
}

const fn by_night(name: &'static str, product: &'static str, wish: &'static str) -> Pastime {
    Pastime { name, product, wish, is_nightly: true }
}

pub(super) const PASTIMES: &[Pastime] = &[
    by_day("Runners", "Running armband", "coverage on the forest track"),
    by_day("Gardeners", "Plant-care app year", "photo storage for seedlings"),
    by_night("Night-shift nurses", "Quiet-hours bundle", "calls at night without extra cost"),
    by_day("Board gamers", "Game-night voucher", "group calls on Fridays"),
    by_day("Cyclists", "Handlebar holder", "maps without data"),
    by_day("Choir singers", "Music pass", "sharing recordings"),
    by_day("Anglers", "Waterproof pouch", "coverage at the lake"),
    by_day("Young parents", "Baby monitor", "a second card for the tablet"),
    by_day("Amateur bakers", "Kitchen speaker", "videos in the kitchen"),
    by_day("Football coaches", "Team-chat pack", "lists for the whole team"),
    by_night("Stargazers", "Night-sky app", "coverage on the hill at night"),
    by_day("Dog walkers", "Pet tracker", "a card for the tracker"),
    by_day("Allotment keepers", "Weather alert", "frost warnings by message"),
    by_day("Knitters", "Reading lamp", "longer video calls"),
    by_day("Chess players", "Chess-club subscription", "tournament evenings"),
    by_day("Sailors", "Marine roaming pass", "roaming on the water"),
    by_day("Model railway builders", "Parts voucher", "a catalogue by post"),
    by_day("Swimmers", "Swim headphones", "longer opening hours of the shop"),
    by_day("Market traders", "Card reader", "a business invoice"),
    by_day("Language exchangers", "World minutes 200", "cheaper minutes abroad"),
    by_day("Climbers", "Rugged phone case", "coverage in the gorge"),
    by_night("Night bus drivers", "Hands-free kit", "service after midnight"),
    by_day("Book club readers", "E-reader", "audio books without data"),
    by_day("Street photographers", "Photo cloud 200 GB", "faster upload"),
    by_day("Folk dancers", "Portable speaker", "a tariff for the whole club"),
    by_day("Beekeepers", "Hive sensor", "a card for sensors"),
    by_day("Volunteer firefighters", "Priority alarm", "priority in an emergency"),
    by_day("Retro gamers", "Low-delay data pack", "a steadier line in the evening"),
    by_day("Hikers", "Solar charger", "coverage on the ridge"),
    by_day("Wine tasters", "Cellar thermometer", "event invitations"),
    by_day("Home brewers", "Brewing timer", "a discount for the club"),
    by_day("Grandparents online", "Easy phone", "help with the first settings"),
    by_day("Car tinkerers", "Diagnostics plug", "a card for the car"),
    by_day("Theatre players", "Stage microphone", "reminders of rehearsals"),
    by_day("Bird watchers", "Bird-call app", "coverage at the reserve"),
    by_night("Club DJs", "Studio headphones", "unlimited upload at night"),
    by_day("Yoga friends", "Wellness pass", "a shared calendar"),
    by_day("Skaters", "Action camera", "video without limits"),
    by_day("Pottery makers", "Workshop voucher", "photos of the catalogue"),
    by_day("Student housemates", "Shared house data", "one bill for the house"),
    by_day("Rowers", "Heart-rate belt", "early-morning coverage on the river"),
    by_day("Flea-market hunters", "Price-check app", "a map of markets"),
    by_night("Bakers on early shift", "Alarm-clock radio", "service at five in the morning"),
    by_day("Quiz teams", "Pub-quiz pack", "group messages"),
    by_day("Horse riders", "Stable camera", "coverage at the stables"),
    by_day("Genealogists", "Archive access", "scanning old letters"),
    by_day("Kite flyers", "Wind alert", "wind warnings"),
    by_day("Tango dancers", "Evening minutes", "evenings at a flat price"),
];

/// Goods that anybody buys, with a usual price.
pub(super) const GOODS: &[(&str, f64)] = &[
    ("Data add-on 5 GB", 7.9),
    ("Data add-on 20 GB", 14.9),
    ("Roaming week", 12.9),
    ("World minutes 60", 5.9),
    ("Phone case", 17.5),
    ("Screen protector", 9.5),
    ("Charger", 19.0),
    ("Earphones", 34.0),
    ("TV pack", 11.9),
    ("Handset instalment", 24.0),
];

/// The new thing that spreads from leaders along ties, with its price.
pub(super) const NOVELTY: (&str, f64) = ("Spark watch", 129.0);

/// Of what kind a product is.
pub(super) fn category(product: &str) -> &'static str {
    match product {
        "Spark watch" | "Running armband" | "Swim headphones" | "Studio headphones" | "Heart-rate belt"
        | "Earphones" => "Wearables",
        "Data add-on 5 GB"
        | "Data add-on 20 GB"
        | "Low-delay data pack"
        | "Shared house data"
        | "Evening minutes"
        | "Quiet-hours bundle" => "Data bundles",
        "Roaming week" | "World minutes 60" | "World minutes 200" | "Marine roaming pass" => "Abroad",
        "Phone case" | "Screen protector" | "Charger" | "Handlebar holder" | "Waterproof pouch"
        | "Rugged phone case" | "Hands-free kit" | "Solar charger" | "Card reader" => "Accessories",
        "Handset instalment" | "Baby monitor" | "Kitchen speaker" | "Pet tracker" | "Reading lamp" | "E-reader"
        | "Portable speaker" | "Hive sensor" | "Cellar thermometer" | "Brewing timer" | "Easy phone"
        | "Diagnostics plug" | "Stage microphone" | "Action camera" | "Alarm-clock radio" | "Stable camera" => {
            "Devices"
        }
        _ => "Subscriptions",
    }
}

/// The beginnings of shops' names.
pub(super) const SHOPS: &[&str] =
    &["Bakery", "Pharmacy", "Hair salon", "Pizzeria", "Taxi office", "Dental practice", "Garage", "Florist"];
