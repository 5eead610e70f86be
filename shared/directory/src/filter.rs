//! Filters over what is known for certain.

use crate::{Availability, Cost, Fact, Papers, Service, VictimStatus};

/// Whom a service is open to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Women.
    Women,
    /// Men.
    Men,
    /// Boys.
    Boys,
    /// Girls.
    Girls,
    /// Transgender people.
    Transgender,
    /// People of the country.
    Nationals,
    /// People from abroad.
    Foreigners,
}

/// One thing a service must certainly offer to be listed. What is not known is never enough.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Only {
    /// Open to this group: a plain *yes*; *ask them* is not enough.
    OpenTo(Group),
    /// Costs nothing.
    Free,
    /// Asks for no papers.
    WithoutPapers,
    /// Needs no recognition as a victim by an authority.
    WithoutStatus,
    /// Does not require working with the police.
    WithoutPolice,
    /// Can be reached day and night.
    AllDay,
    /// Is open at the moment of the search, in a usual week.
    OpenNow,
    /// A parent may bring children.
    ChildrenWelcome,
    /// Somebody there speaks this language (ISO 639).
    Speaks(String),
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 7] =
        [Self::Women, Self::Men, Self::Boys, Self::Girls, Self::Transgender, Self::Nationals, Self::Foreigners];
}

impl Only {
    /// Everything that can be asked for but languages, in the order in which it is offered.
    pub const BUT_LANGUAGES: [Self; 14] = [
        Self::OpenTo(Group::Women),
        Self::OpenTo(Group::Men),
        Self::OpenTo(Group::Boys),
        Self::OpenTo(Group::Girls),
        Self::OpenTo(Group::Transgender),
        Self::OpenTo(Group::Nationals),
        Self::OpenTo(Group::Foreigners),
        Self::Free,
        Self::WithoutPapers,
        Self::WithoutStatus,
        Self::WithoutPolice,
        Self::AllDay,
        Self::OpenNow,
        Self::ChildrenWelcome,
    ];

    /// What it is called in the index and in messages; a language by its own code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::OpenTo(group) => group.code(),
            Self::Free => "free",
            Self::WithoutPapers => "without papers",
            Self::WithoutStatus => "without status",
            Self::WithoutPolice => "without police",
            Self::AllDay => "all day",
            Self::OpenNow => "open now",
            Self::ChildrenWelcome => "children welcome",
            Self::Speaks(language) => language,
        }
    }
}

impl Group {
    /// What it is called in the index and in commands.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Women => "women",
            Self::Men => "men",
            Self::Boys => "boys",
            Self::Girls => "girls",
            Self::Transgender => "transgender",
            Self::Nationals => "nationals",
            Self::Foreigners => "foreigners",
        }
    }
}

impl Service {
    /// Whether this group may use the service.
    #[must_use]
    pub fn open_to(&self, group: Group) -> Fact {
        match group {
            Group::Women => self.who.women,
            Group::Men => self.who.men,
            Group::Boys => self.who.boys,
            Group::Girls => self.who.girls,
            Group::Transgender => self.who.transgender,
            Group::Nationals => self.who.nationals,
            Group::Foreigners => self.who.foreigners,
        }
    }

    /// Whether the service certainly offers this at any moment.
    #[must_use]
    pub fn offers(&self, only: &Only) -> bool {
        match only {
            Only::OpenTo(group) => self.open_to(*group).is_yes(),
            Only::Free => self.cost == Cost::Free,
            Only::WithoutPapers => self.papers == Papers::None,
            Only::WithoutStatus => {
                matches!(self.victim_status, VictimStatus::None | VictimStatus::Presumed)
            }
            Only::WithoutPolice => self.police_cooperation == Fact::No,
            Only::AllDay => self.hours.all_day == Some(true),
            Only::OpenNow => self.hours.all_day == Some(true) && self.takes_people(),
            Only::ChildrenWelcome => self.access.children.is_yes(),
            Only::Speaks(language) => self.languages.contains(language),
        }
    }

    /// Whether it is neither full nor closed, as far as anybody has told us.
    pub(crate) fn takes_people(&self) -> bool {
        matches!(self.availability, Availability::Open | Availability::NotKnown)
    }

    /// Everything the service certainly offers.
    #[must_use]
    pub fn offered(&self) -> Vec<Only> {
        let languages = self.languages.iter().cloned().map(Only::Speaks);
        Only::BUT_LANGUAGES.into_iter().chain(languages).filter(|only| self.offers(only)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::sample;

    #[test]
    fn what_is_not_known_is_never_offered() {
        assert_eq!(sample("Nothing is known of this one").offered(), []);
    }

    #[test]
    fn ask_them_is_not_a_yes() {
        let mut service = sample("Clinic");
        service.who.men = Fact::Ask;
        service.who.women = Fact::Yes;
        service.who.boys = Fact::No;

        assert_eq!(service.offered(), [Only::OpenTo(Group::Women)]);
    }

    #[test]
    fn what_is_certain_is_offered() {
        let mut service = sample("Clinic");
        service.cost = Cost::Free;
        service.papers = Papers::None;
        service.victim_status = VictimStatus::Presumed;
        service.police_cooperation = Fact::No;
        service.hours.all_day = Some(true);
        service.access.children = Fact::Yes;
        service.languages = vec!["km".to_owned()];

        let certain = [
            Only::Free,
            Only::WithoutPapers,
            Only::WithoutStatus,
            Only::WithoutPolice,
            Only::AllDay,
            Only::OpenNow,
            Only::ChildrenWelcome,
            Only::Speaks("km".to_owned()),
        ];
        assert_eq!(service.offered(), certain);
    }

    #[test]
    fn a_cost_or_papers_or_a_demanded_status_is_not_offered_as_its_absence() {
        let mut service = sample("Clinic");
        service.cost = Cost::Partly;
        service.papers = Papers::Asked;
        service.victim_status = VictimStatus::Formal;
        service.police_cooperation = Fact::Yes;
        service.hours.all_day = Some(false);

        assert_eq!(service.offered(), []);
    }
}
