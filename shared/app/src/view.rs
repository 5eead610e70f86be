//! What a shell draws: a closed vocabulary of meanings.
//!
//! Nothing here says how a thing looks: no colour, size, padding or icon. Every button and choice carries the very
//! event to send back, so that a shell never decides anything.

mod outline;

use crate::event::{Field, UserEvent};

/// One whole screen.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Screen {
    /// The same screen keeps its id and is updated in place; a new id moves focus to the title.
    pub id: String,
    /// Rises with each update; a shell never draws a lower one than it has drawn.
    pub revision: u64,
    /// Read first by a screen reader.
    pub title: Said,
    /// The language of the app's own words on this screen (BCP 47).
    pub lang: String,
    /// What going back sends; `None` leaves the app.
    pub back: Option<Press>,
    /// Opens the emergency page; on every screen of a conversation.
    pub emergency: Option<Press>,
    /// The primary places, the same everywhere; empty in show mode and inside a conversation.
    pub places: Vec<PlaceLink>,
    /// Whether the screen may show what a stranger must not see: keep it out of recents and captures.
    pub private: bool,
    /// What pressing and holding the title sends; only in show mode.
    pub hold: Option<Hold>,
    /// In reading order.
    pub components: Vec<Component>,
    /// Spoken once when the screen appears or changes.
    pub announcement: Option<String>,
}

/// Words to press, and what pressing sends.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Press {
    /// The words.
    pub label: String,
    /// What is sent.
    pub event: UserEvent,
}

/// One of the primary places.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct PlaceLink {
    /// The words.
    pub label: String,
    /// Whether the screen belongs to this place.
    pub current: bool,
    /// What is sent.
    pub event: UserEvent,
}

/// A press that counts only when it lasts; the core measures the time.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Hold {
    /// Says how to do it.
    pub label: String,
    /// Sent when the press begins.
    pub down: UserEvent,
    /// Sent when it ends.
    pub up: UserEvent,
}

/// Words that may be in another language than the app's.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Their language (BCP 47).
    pub lang: String,
}

/// One thing on a screen, named for what it means.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum Component {
    /// Opens a part of the screen.
    Heading {
        /// The words.
        text: Said,
    },
    /// Running text.
    Paragraph {
        /// The words.
        text: Said,
        /// Who they are for.
        voice: Voice,
    },
    /// Something to know; not a mistake.
    Notice {
        /// What kind of thing it is.
        kind: NoticeKind,
        /// The words.
        text: Said,
    },
    /// Something went wrong or is missing; spoken at once.
    Problem {
        /// What happened, that nothing was lost, what to do.
        text: Said,
    },
    /// How far the person has come.
    Progress {
        /// Steps begun, from 1.
        now: u32,
        /// Steps in all, as far as known now.
        total: u32,
        /// The same in words.
        label: String,
    },
    /// Choose one.
    SingleChoice {
        /// Names the group; stable on its screen.
        id: String,
        /// The question.
        label: Said,
        /// How to ask it.
        guidance: Option<Guidance>,
        /// Whether choosing has its effect at once, as a filter has; else it counts when the person goes on.
        at_once: bool,
        /// In the order of the author.
        choices: Vec<Choice>,
    },
    /// Choose any number.
    MultipleChoice {
        /// Names the group; stable on its screen.
        id: String,
        /// The question.
        label: Said,
        /// How to ask it.
        guidance: Option<Guidance>,
        /// Whether choosing has its effect at once, as a filter has; else it counts when the person goes on.
        at_once: bool,
        /// In the order of the author.
        choices: Vec<Choice>,
    },
    /// A place to write.
    TextInput {
        /// Echoed back with the text.
        field: Field,
        /// What to write.
        label: Said,
        /// How to ask for it.
        guidance: Option<Guidance>,
        /// How to write it; may be empty.
        hint: String,
        /// What it now holds.
        value: String,
        /// What is written there.
        kind: InputKind,
        /// The most characters it takes.
        limit: u32,
    },
    /// A place to write a secret; never carries one.
    SecretInput {
        /// Echoed back with the text.
        field: Field,
        /// What to write.
        label: String,
    },
    /// Something to press.
    Button {
        /// The words, a verb.
        label: String,
        /// Its weight among the others.
        role: ButtonRole,
        /// What is sent; `None` when it cannot be pressed now.
        event: Option<UserEvent>,
    },
    /// A list to open things from; at most 50 rows cross at once.
    Rows {
        /// What is listed.
        label: String,
        /// Which of them are shown, in words; `None` when all are.
        shown: Option<String>,
        /// Those shown.
        rows: Vec<Row>,
        /// Shows the next ones.
        more: Option<Press>,
        /// Shows the ones before.
        fewer: Option<Press>,
    },
    /// A way to reach somebody: opens another app with everything filled in, and sends nothing by itself.
    Contact {
        /// What kind of way it is.
        label: Said,
        /// The number or the address as people write it.
        text: Said,
        /// The same as every system knows it: `tel:` (RFC 3966), `sms:` (RFC 5724), `geo:` (RFC 5870) or `https:`.
        address: String,
    },
    /// Words that can be read aloud.
    ReadAloud {
        /// What the button says.
        label: String,
        /// The words to read.
        text: Said,
        /// Shown in the place of the button on a device without a voice for the language.
        without_voice: String,
    },
    /// Words to hand over, on paper or by another app; never anything private.
    HandOut {
        /// Offers to pass them on by another app.
        share: String,
        /// Offers to print them or to keep them as a file.
        print: String,
        /// What they are about.
        title: Said,
        /// In order.
        parts: Vec<Said>,
    },
    /// A QR code for the camera of another phone (ISO/IEC 18004): dark cells on a light ground, whatever the colours of the
    /// page.
    Code {
        /// What the code holds, for who cannot see it.
        label: String,
        /// How many cells it is wide and high, with the light ones around it.
        side: u32,
        /// The dark cells as the path of an SVG, of `M`, `L` and `Z` with absolute numbers; to be filled.
        cells: String,
    },
    /// Things that belong together and can be opened.
    Section {
        /// The words that open it.
        title: Said,
        /// Whether it is open at first.
        open: bool,
        /// What is inside.
        components: Vec<Component>,
    },
    /// What happened, in order.
    Timeline {
        /// Oldest first.
        entries: Vec<TimelineEntry>,
    },
    /// Time that has to pass before something can be done again.
    Countdown {
        /// Seconds left.
        seconds: u32,
        /// The same in words.
        label: String,
    },
}

/// Advice for the helper alone about a question; never read aloud to the person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Guidance {
    /// Says that it is for the helper.
    pub label: String,
    /// The advice.
    pub text: Said,
}

/// Who words are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Voice {
    /// Anybody.
    Plain,
    /// To be read to the person.
    Aloud,
    /// For the helper alone.
    Helper,
    /// A detail: a source, a date.
    Detail,
}

/// What a notice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum NoticeKind {
    /// Good to know.
    Information,
    /// To be careful about: old, unconfirmed, draft.
    Caution,
}

/// What is written in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum InputKind {
    /// One line of words.
    Line,
    /// Several lines of words.
    Lines,
    /// Words to look for: sent while typing, 150 ms after the last key.
    Search,
    /// A whole number.
    Number,
}

/// The weight of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ButtonRole {
    /// The one thing most people do next; at most one on a screen.
    Main,
    /// Anything else.
    Quiet,
    /// Takes something away for good.
    Danger,
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Choice {
    /// The words.
    pub text: Said,
    /// A drawing that says the same, for who reads little; a screen reader passes over it. Lines on a field of 24 by 24 as
    /// the path of an SVG, of `M`, `L`, `C` and `Z` with absolute numbers only; to be drawn 2 wide, with round ends, in the
    /// colour of the words.
    pub picture: Option<String>,
    /// Whether it is chosen now.
    pub chosen: bool,
    /// What pressing it sends: chooses, or turns it on or off.
    pub event: UserEvent,
}

/// One thing in a list.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Row {
    /// Its name.
    pub title: Said,
    /// What to know before opening it.
    pub lines: Vec<Said>,
    /// What opening it sends.
    pub event: UserEvent,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TimelineEntry {
    /// Day and time, in the reader's words.
    pub when: String,
    /// What happened.
    pub text: Said,
    /// More about it.
    pub lines: Vec<Said>,
}
