//! Which kinds of table there are and what their columns are called; holds no table.

use serde::{Deserialize, Serialize};

/// What one row of an imported file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// One row a customer.
    People,
    /// One row a phone call.
    Calls,
    /// One row a message from one person to another.
    Messages,
    /// One row a payment from one person to another.
    Transfers,
    /// One row a pair of people who know each other; no direction, no date.
    Friendships,
    /// One row a judgement of one person by another, signed.
    Ratings,
    /// One row a time that two people spent in one place.
    Meetings,
    /// One row a thing bought by a customer.
    Purchases,
    /// One row a subject that a customer cares about.
    Interests,
    /// One row a complaint of a customer, or a time when their service failed.
    Incidents,
    /// One row a message that the company is about to send to a customer.
    Outgoing,
    /// One row what a customer did after a campaign.
    Results,
    /// One row what somebody who saw a thing before its launch thinks of it.
    Feedback,
    /// One row a customer who must not be contacted or profiled.
    Optouts,
    /// One row a subject that a customer cared about in one month of such files; made of interests, never a file itself,
    /// and nothing that holds now. Its further columns are those of [`Month`](super::Month).
    #[serde(skip)]
    InterestMonths,
}

impl FileKind {
    /// What files can be about.
    pub const ALL: [FileKind; 14] = [
        FileKind::People,
        FileKind::Calls,
        FileKind::Messages,
        FileKind::Transfers,
        FileKind::Friendships,
        FileKind::Ratings,
        FileKind::Meetings,
        FileKind::Purchases,
        FileKind::Interests,
        FileKind::Incidents,
        FileKind::Outgoing,
        FileKind::Results,
        FileKind::Feedback,
        FileKind::Optouts,
    ];

    /// The word for this kind on the command line and in saved files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            FileKind::People => "people",
            FileKind::Calls => "calls",
            FileKind::Messages => "messages",
            FileKind::Transfers => "transfers",
            FileKind::Friendships => "friendships",
            FileKind::Ratings => "ratings",
            FileKind::Meetings => "meetings",
            FileKind::Purchases => "purchases",
            FileKind::Interests => "interests",
            FileKind::Incidents => "incidents",
            FileKind::Outgoing => "outgoing",
            FileKind::Results => "results",
            FileKind::Feedback => "feedback",
            FileKind::Optouts => "optouts",
            FileKind::InterestMonths => "months of interests",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether one row joins two people.
    #[must_use]
    pub fn is_pairs(self) -> bool {
        matches!(
            self,
            FileKind::Calls
                | FileKind::Messages
                | FileKind::Transfers
                | FileKind::Friendships
                | FileKind::Ratings
                | FileKind::Meetings
        )
    }

    /// Whether scores are worked out from such files; others are about a campaign.
    #[must_use]
    pub fn is_for_scores(self) -> bool {
        !matches!(self, FileKind::Outgoing | FileKind::Results | FileKind::Feedback)
    }

    /// Whether the file tells what came of one plan.
    #[must_use]
    pub fn is_of_plan(self) -> bool {
        matches!(self, FileKind::Results | FileKind::Feedback)
    }

    /// Whether the file tells how things stand, so that a newer one takes its place; else it tells what happened.
    #[must_use]
    pub fn is_of_state(self) -> bool {
        matches!(self, FileKind::People | FileKind::Friendships | FileKind::Interests)
    }

    /// The meanings that a file of this kind may have, those it must have first; see [`FileKind::n_required`].
    #[must_use]
    pub fn meanings(self) -> &'static [Meaning] {
        use Meaning::{
            Amount, Answer, At, Body, Category, Cell, Channel, Code, Comment, Consent, Due, Email, From, Id, Market,
            Name, Outcome, Phone, Product, Seconds, Shop, Spend, Subject, Times, To, Topic, Value,
        };
        match self {
            FileKind::People => &[Id, Name, Phone, Email, Spend, Consent, Market],
            FileKind::Calls | FileKind::Meetings => &[From, To, At, Seconds, Times],
            FileKind::Messages => &[From, To, At, Channel, Body, Times],
            FileKind::Transfers => &[From, To, At, Amount, Times],
            FileKind::Friendships => &[From, To, Times],
            FileKind::Ratings => &[From, To, Value, At],
            FileKind::Purchases => &[Id, At, Product, Category, Shop, Amount],
            FileKind::Interests | FileKind::InterestMonths => &[Id, Topic],
            FileKind::Incidents => &[Id, At, Subject, Body],
            FileKind::Outgoing => &[Id, Subject, Body, Channel, Due],
            FileKind::Results => &[Id, Outcome, Cell, Amount, At, Code],
            FileKind::Feedback => &[Id, Answer, Comment, At],
            FileKind::Optouts => &[Id, Channel, At],
        }
    }

    /// How many of the first [`FileKind::meanings`] every row must carry.
    #[must_use]
    pub fn n_required(self) -> usize {
        match self {
            FileKind::People | FileKind::Purchases | FileKind::Outgoing | FileKind::Feedback | FileKind::Optouts => 1,
            FileKind::Calls
            | FileKind::Meetings
            | FileKind::Messages
            | FileKind::Transfers
            | FileKind::Friendships
            | FileKind::Interests
            | FileKind::InterestMonths
            | FileKind::Incidents
            | FileKind::Results => 2,
            FileKind::Ratings => 3,
        }
    }
}

/// What one column says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Meaning {
    /// Customer number; text, never through a float.
    Id,
    /// Who called, wrote, paid, rated.
    From,
    /// Who was called, written to, paid, rated.
    To,
    /// When, as seconds since 1970-01-01 00:00 (or since the start that the user gave).
    At,
    /// How long, in seconds; negative means that the call was missed.
    Seconds,
    /// How many contacts a row of a file that was summed up stands for; 0: none.
    Times,
    /// Money of the row, in the file's currency.
    Amount,
    /// A signed judgement.
    Value,
    Name,
    Phone,
    Email,
    /// Money a period that a customer brings, in the file's currency.
    Spend,
    /// Whether marketing is allowed: yes or no.
    Consent,
    /// Whether the person is inside the market: yes or no.
    Market,
    Product,
    /// The kind of thing that was bought.
    Category,
    /// Where something was bought.
    Shop,
    Topic,
    Channel,
    Subject,
    Body,
    /// The last day on which an outgoing message makes sense; same unit as [`Meaning::At`].
    Due,
    /// What the customer did: 1 yes, 0 no.
    Outcome,
    /// What somebody who was asked thinks: a rating, or a word such as yes, maybe or no.
    Answer,
    /// What they said in their own words.
    Comment,
    /// The cell code that travelled with the shortlist.
    Cell,
    /// The coupon code that the customer used.
    Code,
    /// Kept as a customer attribute under its own heading.
    Attribute,
    /// Left behind.
    NotNeeded,
}

impl Meaning {
    /// More [`Meaning::Times`] nobody was in touch with another: such a number says something else.
    pub const MOST_TIMES: u32 = 10_000_000;

    /// The column's name in a clean [`Table`](super::Table) and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Meaning::Id => "id",
            Meaning::From => "from",
            Meaning::To => "to",
            Meaning::At => "at",
            Meaning::Seconds => "seconds",
            Meaning::Times => "times",
            Meaning::Amount => "amount",
            Meaning::Value => "value",
            Meaning::Name => "name",
            Meaning::Phone => "phone",
            Meaning::Email => "email",
            Meaning::Spend => "spend",
            Meaning::Consent => "consent",
            Meaning::Market => "market",
            Meaning::Product => "product",
            Meaning::Category => "category",
            Meaning::Shop => "shop",
            Meaning::Topic => "topic",
            Meaning::Channel => "channel",
            Meaning::Subject => "subject",
            Meaning::Body => "body",
            Meaning::Due => "due",
            Meaning::Outcome => "outcome",
            Meaning::Answer => "answer",
            Meaning::Comment => "comment",
            Meaning::Cell => "cell",
            Meaning::Code => "code",
            Meaning::Attribute => "attribute",
            Meaning::NotNeeded => "not needed",
        }
    }
}
