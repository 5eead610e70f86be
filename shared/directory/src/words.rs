//! What is known of a service, in words. What nobody has told us is said too.

use i18n::Texts;

use crate::{
    Cost, Date, Day, Doubt, Fact, Freshness, Hours, Opening, Papers, PartialDate, ReportKind, Service, VictimStatus,
    Who,
};

impl Cost {
    /// What it costs, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::Free => t.cost_free(),
            Self::Partly => t.cost_partly(),
            Self::Pay => t.cost_pay(),
            Self::NotKnown => t.cost_not_known(),
        }
    }
}

impl Papers {
    /// Whether papers are asked for, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::None => t.papers_none(),
            Self::Asked => t.papers_asked(),
            Self::NotKnown => t.papers_not_known(),
        }
    }
}

impl VictimStatus {
    /// Whether an office must confirm something first, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::None => t.status_none(),
            Self::Presumed => t.status_presumed(),
            Self::Formal => t.status_formal(),
            Self::NotKnown => t.status_not_known(),
        }
    }
}

impl Who {
    /// Who may use it: a line for those who may, those who may not, those who should ask, and one for the ages.
    #[must_use]
    pub fn in_words(&self, t: &Texts) -> Vec<String> {
        let ages = match (self.min_age, self.max_age) {
            (None, None) => None,
            (Some(from), None) => Some(t.who_from_age(from)),
            (None, Some(to)) => Some(t.who_to_age(to)),
            (Some(from), Some(to)) => Some(t.who_ages(from, to)),
        };
        let yes = self.groups(t, Fact::Yes).map(|groups| t.who_yes(groups));
        let no = self.groups(t, Fact::No).map(|groups| t.who_no(groups));
        let ask = self.groups(t, Fact::Ask).map(|groups| t.who_ask(groups));
        [yes, no, ask, ages].into_iter().flatten().collect()
    }

    /// The groups of whom nobody has told us, in a line.
    #[must_use]
    pub fn not_known_in_words(&self, t: &Texts) -> Option<String> {
        self.groups(t, Fact::NotKnown).map(|groups| t.who_not_known(groups))
    }

    /// The groups of whom this is known, by name; `None` when there are none.
    fn groups(&self, t: &Texts, wanted: Fact) -> Option<String> {
        let groups = [
            (t.who_women(), self.women),
            (t.who_men(), self.men),
            (t.who_girls(), self.girls),
            (t.who_boys(), self.boys),
            (t.who_transgender(), self.transgender),
            (t.who_nationals(), self.nationals),
            (t.who_foreigners(), self.foreigners),
        ];
        let named: Vec<String> =
            groups.into_iter().filter(|(_, fact)| *fact == wanted).map(|(group, _)| group).collect();
        (!named.is_empty()).then(|| named.join(", "))
    }
}

impl Hours {
    /// When it is open: day and night, or the hours of a usual week, or that nobody has told us.
    #[must_use]
    pub fn in_words(&self, t: &Texts) -> Vec<String> {
        match self.all_day {
            Some(true) => vec![t.hours_always()],
            _ if !self.openings.is_empty() => self.openings.iter().map(|opening| opening.in_words(t)).collect(),
            Some(false) => vec![t.hours_not_always()],
            // Hours in words say more than that no hours are known.
            None if self.note.is_some() => Vec::new(),
            None => vec![t.hours_not_known()],
        }
    }
}

impl Opening {
    /// *Monday to Friday: 08:00 to 16:00*.
    #[must_use]
    pub fn in_words(&self, t: &Texts) -> String {
        let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
        let runs = self.days.chunk_by(|day, next| *day as usize + 1 == *next as usize);
        let days: Vec<String> = runs
            .flat_map(|run| match run {
                [first, _, .., last] => vec![t.weekdays(weekday(t, *first), weekday(t, *last))],
                few => few.iter().map(|day| weekday(t, *day)).collect(),
            })
            .collect();
        t.hours_on(clock(self.closes), days.join(", "), clock(self.opens))
    }
}

impl Service {
    /// How far the entry can be relied on today, in words, with why it may be wrong.
    #[must_use]
    pub fn reliance_in_words(&self, t: &Texts, today: Date) -> String {
        let words = self.freshness().in_words(t);
        match self.doubt(today) {
            Some(doubt) => format!("{words}. {}", doubt.in_words(t)),
            None => words,
        }
    }
}

impl Doubt {
    /// Why the entry may be wrong, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::Harmful => t.service_harmful(),
            Self::InVain(day) => t.service_in_vain(day.in_words(t)),
            Self::Overdue => t.service_overdue(),
        }
    }
}

impl ReportKind {
    /// What was wrong, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::NoAnswer => t.report_no_answer(),
            Self::WrongNumber => t.report_wrong_number(),
            Self::Closed => t.report_closed(),
            Self::NotAsSaid => t.report_not_as_said(),
            Self::TreatedBadly => t.report_treated_badly(),
        }
    }
}

impl Date {
    /// *3 May 2026*.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        let (year, month, day) = self.parts();
        t.day(day, t.month(month), year.to_string())
    }
}

impl Freshness {
    /// How far the entry can be relied on, in words.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match self {
            Self::ConfirmedOn(date) => t.fresh_confirmed(date.in_words(t)),
            Self::NotConfirmed { source_date: None } => t.fresh_unconfirmed(),
            Self::NotConfirmed { source_date: Some(date) } => t.fresh_unconfirmed_source(date.in_words(t)),
        }
    }
}

impl PartialDate {
    /// *3 May 2026*, *May 2026* or *2026*.
    #[must_use]
    pub fn in_words(self, t: &Texts) -> String {
        match (self.day(), self.month()) {
            (Some(day), _) => day.in_words(t),
            (None, Some(month)) => t.month_and_year(t.month(month), self.year().to_string()),
            (None, None) => self.year().to_string(),
        }
    }
}

/// What a language is called by those who speak it; its code where we do not know.
#[must_use]
pub fn language_name(code: &str) -> &str {
    match code {
        "en" => "English",
        "id" => "Bahasa Indonesia",
        "ms" => "Bahasa Melayu",
        "vi" => "Tiếng Việt",
        "th" => "ไทย",
        "km" => "ខ្មែរ",
        "lo" => "ລາວ",
        "my" => "မြန်မာ",
        "zh" => "中文",
        "tl" => "Tagalog",
        "hmn" => "Hmoob",
        other => other,
    }
}

fn weekday(t: &Texts, day: Day) -> String {
    match day {
        Day::Monday => t.weekday_1(),
        Day::Tuesday => t.weekday_2(),
        Day::Wednesday => t.weekday_3(),
        Day::Thursday => t.weekday_4(),
        Day::Friday => t.weekday_5(),
        Day::Saturday => t.weekday_6(),
        Day::Sunday => t.weekday_7(),
    }
}

#[cfg(test)]
mod tests {
    use i18n::Language;

    use super::*;

    #[test]
    fn days_in_a_row_are_said_as_one() {
        let said = |hours: &str| hours.parse::<Opening>().unwrap().in_words(Language::English.texts());

        assert_eq!(said("MO-FR 08:00-16:00"), "Monday to Friday: 08:00 to 16:00");
        assert_eq!(said("MO,TU,SA 09:00-24:00"), "Monday, Tuesday, Saturday: 09:00 to 24:00");
        assert_eq!(said("MO-WE,FR-SU 20:00-02:00"), "Monday to Wednesday, Friday to Sunday: 20:00 to 02:00");
    }

    #[test]
    fn an_entry_tried_in_vain_twice_says_when_last() {
        let mut service = crate::service::sample("Helpline");
        let told = crate::report::told;
        service.reports = vec![told("2026-11-18", ReportKind::NoAnswer), told("2026-11-20", ReportKind::WrongNumber)];
        let said = |service: &Service, today: &str, language: Language| {
            service.reliance_in_words(language.texts(), today.parse().unwrap())
        };

        assert_eq!(said(&service, "2026-11-19", Language::English), "Not confirmed by a call");
        for (language, words) in [
            (Language::English, "Not confirmed by a call. Somebody tried in vain on 20 November 2026."),
            (Language::Indonesian, "Belum dipastikan lewat telepon. Ada yang mencoba pada 20 November 2026 dan gagal."),
        ] {
            let said = said(&service, "2026-11-22", language);
            assert!(said.starts_with(words), "{said}");
        }

        service.reports =
            vec![told("2026-11-18", ReportKind::TreatedBadly), told("2026-11-20", ReportKind::TreatedBadly)];
        let t = Language::English.texts();
        assert!(said(&service, "2026-11-22", Language::English).ends_with(&t.service_harmful()));
    }

    #[test]
    fn what_nobody_has_told_us_is_said() {
        let t = Language::English.texts();

        assert_eq!(Hours::default().in_words(t), [t.hours_not_known()]);
        assert_eq!(Who::default().in_words(t), [""; 0]);
        assert!(Who::default().not_known_in_words(t).is_some());
        assert_eq!(Freshness::NotConfirmed { source_date: None }.in_words(t), t.fresh_unconfirmed());
    }
}
