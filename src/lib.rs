//! Tribewise finds the tribes among a company's customers and the few people whose word others follow.
//!
//! # The map of the house
//!
//! Each room knows only those before it (`ui` and `shell` do not know each other); a test reads every file and holds
//! this. Two questions tell where a line belongs. Would it be true if there were no computer? Then it is domain. What
//! would a test need to run it? Nothing: domain. An open project: project. A disk, thread, clock or dialog: shell. A
//! screen: ui.
//!
//! - [`domain`], the core: values in, values out.
//!   [`model`](domain::model) the words of the field; [`ticket`](domain::ticket) progress out and stop in;
//!   [`random`](domain::random) draws that a seed repeats; [`arrivals`](domain::arrivals) what new files bring beside the old;
//!   [`import`](domain::import) file bytes to clean tables and problems; [`identity`](domain::identity) who may be one
//!   person under several ids; [`respect`](domain::respect) erasing people and knowing them again; [`ties`](domain::ties) tables to people and
//!   the strength of each pair; [`tribes`](domain::tribes) communities, names, critical few ties;
//!   [`influence`](domain::influence) one file a score, the card that explains them; [`score`](domain::score) all of
//!   that in one call; [`sure_levels`](domain::sure_levels) which sizes of tribes come back; [`stages`](domain::stages) how far along customers are; [`stance`](domain::stance) what they think;
//!   [`situations`](domain::situations) in which situation they read a message;
//!   [`turnover`](domain::turnover) how it would have been earlier; [`changes`](domain::changes) who came onto the list of influencers and
//!   who left it; [`taking`](domain::taking) who had taken something up by when; [`placement`](domain::placement) where everybody stands on the map, and its grammar;
//!   [`filter`](domain::filter) who is on show; [`guise`](domain::guise) what colour and size mean;
//!   [`listing`](domain::listing) long lists in order;
//!   [`selecting`](domain::selecting) who stands near a place or inside a line; [`atlas`](domain::atlas) everybody as one picture;
//!   [`campaign`](domain::campaign) plans, their edits and cells; [`forecast`](domain::forecast) what a plan would do;
//!   [`pairing`](domain::pairing) who says what to whom; [`study`](domain::study) what is to be known of cells;
//!   [`holding`](domain::holding) which outgoing messages wait; [`measure`](domain::measure) what a campaign did;
//!   [`export`](domain::export) tables and pictures that leave; [`sample`](domain::sample) a made-up town.
//! - [`project`]: one open project. It changes only by [`Command`](project::Command), each undoable, and makes every
//!   file that leaves it; it has no disk, thread or clock.
//! - [`shell`]: everything that touches the machine. [`jobs`](shell::jobs) worker threads; [`store`](shell::store) the working database and the document file; [`foreign`](shell::foreign) readers that run in a process of their own;
//!   [`home`](shell::home) where the program keeps its things; [`memory`](shell::memory) how much there is;
//!   [`printing`](shell::printing) pages on their way to paper; dialogs, files,
//!   preferences, the clock.
//! - [`ui`]: the screen. It reads the project, pushes commands, and decides nothing. [`theme`](ui::theme) is the only
//!   place of colours and sizes, [`words`](ui::words) the only place of sentences; [`map`](ui::map) the community
//!   graph; a file or a folder a view.
//! - [`cli`]: the same road without a window; a file for each kin of commands.
//! - [`app`]: the hall, which joins the rooms in a window.
//!
//! # The river
//!
//! File bytes and a mapping become clean tables; tables become people, ties and a network; the network becomes tribes,
//! scores and places; a plan over them becomes cells, a forecast and a shortlist; results become a lift. Everything
//! upstream of the plan is derived and never edited by hand. One gesture is one command; what follows from it is asked
//! of a worker, whose answer carries the generation it belongs to and is dropped when it is old.

pub mod app;
pub mod cli;
pub mod domain;
pub mod project;
pub mod shell;
pub mod ui;
