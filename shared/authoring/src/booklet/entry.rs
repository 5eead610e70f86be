//! One service on paper: numbers large, then what a person asks before going.

use ::directory::{Availability, Cost, Fact, Papers, PhoneKind, Service, VictimStatus, language_name};
use i18n::Text;
use maud::{Markup, html};

use super::Booklet;

impl Booklet<'_> {
    /// The whole entry.
    pub(super) fn entry(&self, service: &Service) -> Markup {
        let t = self.t;
        html! {
            article {
                h5 { (self.said.text(&service.name)) }
                (self.numbers(service))
                p { (self.said.text(&service.description)) }
                @if let Some(needs) = self.needs(service) { p .needs { (needs) } }
                @for warning in self.warnings(service) { p .caution { (warning) } }
                dl {
                    (fact(&t.booklet_who(), &self.who(service)))
                    (fact(&t.booklet_cost(), &self.cost(service)))
                    (fact(&t.booklet_papers(), &self.papers(service)))
                    (fact(&t.booklet_when(), &self.when(service)))
                    (fact(&t.service_answer(), &self.one(service.first_answer.as_ref())))
                    (fact(&t.booklet_steps(), &self.steps(service)))
                    (fact(&t.service_there(), &self.there(service)))
                    (fact(&t.service_staying(), &self.staying(service)))
                    (fact(&t.service_spoken(), &self.spoken(service)))
                    (fact(&t.service_discreet(), &self.one(service.safe_contact.as_ref())))
                    (fact(&t.service_privacy(), &self.one(service.privacy.as_ref())))
                    (fact(&t.booklet_ask(), &self.not_known(service)))
                }
                p .state { (t.service_provider(self.said.plain(&service.provider.name))) br; (self.state(service)) }
            }
        }
    }

    /// Name, numbers and what to know before calling, where the whole entry stands elsewhere.
    pub(super) fn brief(&self, service: &Service) -> Markup {
        html! {
            article .brief {
                h5 { (self.said.text(&service.name)) }
                (self.numbers(service))
                @for warning in self.warnings(service) { p .caution { (warning) } }
                p .state { (self.state(service)) }
            }
        }
    }

    fn numbers(&self, service: &Service) -> Markup {
        let t = self.t;
        html! {
            ul .numbers {
                @for phone in &service.phones {
                    li {
                        span .way {
                            @match phone.kind {
                                PhoneKind::Voice => (t.contact_call()),
                                PhoneKind::Text => (t.contact_text()),
                                PhoneKind::Whatsapp => (t.contact_whatsapp()),
                            }
                        }
                        " " strong { (phone.number) }
                        @if let Some(note) = &phone.note { " " span .note { (self.said.text(note)) } }
                    }
                }
                @for written in [&service.email, &service.website].into_iter().flatten() { li .written { (written) } }
            }
        }
    }

    fn needs(&self, service: &Service) -> Option<String> {
        let met = self.directory.needs.iter().filter(|need| service.needs.contains(&need.id));
        let labels: Vec<&str> = met.map(|need| self.said.plain(&need.label)).collect();
        (!labels.is_empty()).then(|| self.t.booklet_needs(labels.join(", ")))
    }

    fn warnings(&self, service: &Service) -> Vec<Markup> {
        let t = self.t;
        let room = match service.availability {
            Availability::Full => Some(t.service_full()),
            Availability::Closed => Some(t.service_closed()),
            _ => None,
        };
        let police = (service.police_cooperation == Fact::Yes).then(|| t.police_yes());
        own(room.into_iter().chain(police))
            .chain(service.warnings.iter().map(|warning| self.said.text(warning)))
            .collect()
    }

    fn who(&self, service: &Service) -> Vec<Markup> {
        let t = self.t;
        let status = (service.victim_status != VictimStatus::NotKnown).then(|| service.victim_status.in_words(t));
        let police = (service.police_cooperation == Fact::No).then(|| t.police_no());
        let referral = service.referral.needed.is_yes().then(|| t.service_referral());
        let mut lines = self.one(service.eligibility.as_ref());
        lines.extend(own(service.who.in_words(t).into_iter().chain(status).chain(police).chain(referral)));
        lines.extend(self.one(service.referral.how.as_ref()));
        lines
    }

    fn cost(&self, service: &Service) -> Vec<Markup> {
        let cost = (service.cost != Cost::NotKnown).then(|| service.cost.in_words(self.t));
        let mut lines: Vec<Markup> = own(cost).collect();
        lines.extend(self.one(service.fees.as_ref()));
        lines.extend(own(service.pays_transport.is_yes().then(|| self.t.service_pays_transport())));
        lines
    }

    fn papers(&self, service: &Service) -> Vec<Markup> {
        let t = self.t;
        let papers = (service.papers != Papers::NotKnown).then(|| service.papers.in_words(t));
        let without = match &service.without_papers {
            Some(text) => Some(t.service_without_papers(self.said.plain(text))),
            None => (service.papers == Papers::Asked).then(|| t.service_without_papers_not_known()),
        };
        let mut lines: Vec<Markup> = own(papers).collect();
        lines.extend(self.one(service.papers_asked.as_ref()));
        lines.extend(own(without));
        lines
    }

    fn when(&self, service: &Service) -> Vec<Markup> {
        let known = if self.are_hours_known(service) { service.hours.in_words(self.t) } else { Vec::new() };
        own(known).chain(self.one(service.hours.note.as_ref())).collect()
    }

    fn are_hours_known(&self, service: &Service) -> bool {
        service.hours.in_words(self.t) != [self.t.hours_not_known()]
    }

    /// What nobody has told us, as one running text: it would fill half of each page otherwise.
    fn not_known(&self, service: &Service) -> Vec<Markup> {
        let t = self.t;
        let police = matches!(service.police_cooperation, Fact::Ask | Fact::NotKnown).then(|| t.police_not_known());
        let all = [
            service.who.not_known_in_words(t),
            (service.victim_status == VictimStatus::NotKnown).then(|| t.status_not_known()),
            police,
            (service.cost == Cost::NotKnown).then(|| t.cost_not_known()),
            (service.papers == Papers::NotKnown).then(|| t.papers_not_known()),
            (!self.are_hours_known(service)).then(|| t.hours_not_known()),
        ];
        let all: Vec<String> = all.into_iter().flatten().map(|line| line.trim_end_matches('.').to_owned()).collect();
        own((!all.is_empty()).then(|| format!("{}.", all.join(". ")))).collect()
    }

    fn steps(&self, service: &Service) -> Vec<Markup> {
        service.steps.iter().map(|step| self.said.text(step)).collect()
    }

    fn there(&self, service: &Service) -> Vec<Markup> {
        // The check refuses a secret place with an address; paper cannot be called back.
        if service.secret {
            return vec![html! { (self.t.service_secret()) }];
        }
        [&service.address, &service.directions].into_iter().flatten().map(|text| self.said.text(text)).collect()
    }

    fn staying(&self, service: &Service) -> Vec<Markup> {
        let closed = service.shelter.closed.is_yes().then(|| self.t.service_no_going_out());
        let phone = service.shelter.takes_phone.is_yes().then(|| self.t.service_takes_phone());
        own(closed.into_iter().chain(phone)).chain(self.one(service.shelter.rules.as_ref())).collect()
    }

    fn spoken(&self, service: &Service) -> Vec<Markup> {
        let names: Vec<&str> = service.languages.iter().map(|code| language_name(code)).collect();
        let spoken = (!names.is_empty()).then(|| names.join(", "));
        let signs = service.sign_language.is_yes().then(|| self.t.service_signs());
        let interpreter = service.interpreter.is_yes().then(|| self.t.service_interpreter());
        own([spoken, signs, interpreter].into_iter().flatten()).collect()
    }

    fn state(&self, service: &Service) -> Markup {
        html! { (service.reliance_in_words(self.t, self.today)) }
    }

    fn one(&self, text: Option<&Text>) -> Vec<Markup> {
        text.map(|text| self.said.text(text)).into_iter().collect()
    }
}

/// Lines in our own words.
fn own(lines: impl IntoIterator<Item = String>) -> impl Iterator<Item = Markup> {
    lines.into_iter().map(|line| html! { (line) })
}

/// A name with what is known under it; nothing when nothing is.
fn fact(name: &str, lines: &[Markup]) -> Markup {
    html! {
        @if !lines.is_empty() {
            div { dt { (name) } dd { @for line in lines { p { (line) } } } }
        }
    }
}
