//! Putting content, days and times into the reader's words.

use directory::Date;
use i18n::{State, Text, Texts};
use sync::Moment;
use time::{OffsetDateTime, UtcOffset};

use crate::{
    model::Model,
    view::{Component, NoticeKind, Said, Voice},
};

impl Model {
    /// The app's own words.
    pub(crate) fn own(&self, text: impl Into<String>) -> Said {
        Said { text: text.into(), lang: self.lang().to_owned() }
    }

    /// Content in the reader's language, or in the one there is.
    pub(crate) fn said(&self, text: &Text) -> Said {
        text.show(self.lang())
            .map_or_else(|| self.own(""), |shown| Said { text: shown.text.to_owned(), lang: shown.lang.to_owned() })
    }

    /// Whether the reader sees a text nobody has confirmed yet.
    pub(crate) fn is_draft(&self, text: &Text) -> bool {
        text.show(self.lang()).is_some_and(|shown| shown.state == State::Draft)
    }

    /// Says what went wrong with the last press.
    pub(crate) fn fails(&mut self, why: impl Into<String>) {
        self.problem = Some(self.own(why));
    }

    /// The app's own words as running text.
    pub(crate) fn paragraph(&self, text: impl Into<String>) -> Component {
        Component::Paragraph { text: self.own(text), voice: Voice::Plain }
    }

    /// The app's own words, for the helper alone.
    pub(crate) fn helper(&self, text: impl Into<String>) -> Component {
        Component::Paragraph { text: self.own(text), voice: Voice::Helper }
    }

    /// A detail in the app's own words.
    pub(crate) fn detail(&self, text: impl Into<String>) -> Component {
        Component::Paragraph { text: self.own(text), voice: Voice::Detail }
    }

    /// The app's own words as the opening of a part.
    pub(crate) fn heading(&self, text: impl Into<String>) -> Component {
        Component::Heading { text: self.own(text) }
    }

    /// Something good to know.
    pub(crate) fn information(&self, text: impl Into<String>) -> Component {
        Component::Notice { kind: NoticeKind::Information, text: self.own(text) }
    }

    /// Something to be careful about.
    pub(crate) fn caution(&self, text: impl Into<String>) -> Component {
        Component::Notice { kind: NoticeKind::Caution, text: self.own(text) }
    }
}

/// Offers to read these words aloud.
pub(crate) fn read_aloud(model: &Model, text: Said) -> Component {
    let t = model.texts();
    Component::ReadAloud { label: t.read_aloud(), text, without_voice: t.read_aloud_without_voice() }
}

/// Day and time where the thing happened: *22 November 2026, 10:32*.
pub(crate) fn day_and_time(t: &Texts, moment: Moment) -> String {
    let Some(local) = local(moment) else { return String::new() };
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    t.day_and_time(local.day(), t.month(local.month().into()), time, local.year().to_string())
}

/// The day where the thing happens: *22 November 2026*.
pub(crate) fn day(t: &Texts, moment: Moment) -> String {
    let Some(local) = local(moment) else { return String::new() };
    t.day(local.day(), t.month(local.month().into()), local.year().to_string())
}

/// The day of the calendar where the thing happens.
pub(crate) fn calendar_day(moment: Moment) -> Option<Date> {
    let local = local(moment)?;
    Date::new(u16::try_from(local.year()).ok()?, local.month().into(), local.day())
}

fn local(moment: Moment) -> Option<OffsetDateTime> {
    let offset = UtcOffset::from_whole_seconds(i32::from(moment.offset_min) * 60).ok()?;
    let utc = OffsetDateTime::from_unix_timestamp(moment.utc_ms.div_euclid(1000)).ok()?;
    utc.checked_to_offset(offset)
}
