//! One service on paper: its numbers, then what a person asks before going.

use super::{Brief, Contact, Entry, Fact as Known, compose::Composer, said::Words};
use ::directory::{Availability, Cost, Fact, Papers, Phone, PhoneKind, Service, VictimStatus, language_name};
use i18n::Text;

impl Composer<'_> {
    /// The whole entry.
    pub(super) fn entry(&self, service: &Service) -> Entry {
        let t = self.t;
        let facts = [
            (t.booklet_who(), self.who(service)),
            (t.booklet_cost(), self.cost(service)),
            (t.booklet_papers(), self.papers(service)),
            (t.booklet_when(), self.when(service)),
            (t.service_answer(), self.one(service.first_answer.as_ref())),
            (t.booklet_steps(), self.steps(service)),
            (t.service_there(), self.there(service)),
            (t.service_staying(), self.staying(service)),
            (t.service_spoken(), self.spoken(service)),
            (t.service_discreet(), self.one(service.safe_contact.as_ref())),
            (t.service_privacy(), self.one(service.privacy.as_ref())),
            (t.booklet_ask(), self.not_known(service)),
        ];
        let known = facts.into_iter().filter(|(_, lines)| !lines.is_empty());
        Entry {
            brief: self.brief(service),
            description: self.said.text(&service.description),
            needs: self.needs(service),
            facts: known.map(|(name, lines)| Known { name, lines }).collect(),
            provider: t.service_provider(self.said.plain(&service.provider.name)),
        }
    }

    /// Name, numbers and what to know before calling.
    pub(super) fn brief(&self, service: &Service) -> Brief {
        Brief {
            name: self.said.text(&service.name),
            numbers: service.phones.iter().map(|phone| self.number(phone)).collect(),
            written: [&service.email, &service.website].into_iter().flatten().cloned().collect(),
            warnings: self.warnings(service),
            state: service.reliance_in_words(self.t, self.today),
        }
    }

    fn number(&self, phone: &Phone) -> Contact {
        let way = match phone.kind {
            PhoneKind::Voice => self.t.contact_call(),
            PhoneKind::Text => self.t.contact_text(),
            PhoneKind::Whatsapp => self.t.contact_whatsapp(),
        };
        let note = phone.note.as_ref().map(|note| self.said.text(note));
        Contact { way, number: phone.number.clone(), note }
    }

    fn needs(&self, service: &Service) -> Option<String> {
        let met = self.directory.needs.iter().filter(|need| service.needs.contains(&need.id));
        let labels: Vec<&str> = met.map(|need| self.said.plain(&need.label)).collect();
        (!labels.is_empty()).then(|| self.t.booklet_needs(labels.join(", ")))
    }

    fn warnings(&self, service: &Service) -> Vec<Words> {
        let t = self.t;
        let room = match service.availability {
            Availability::Full => Some(t.service_full()),
            Availability::Closed => Some(t.service_closed()),
            _ => None,
        };
        let police = (service.police_cooperation == Fact::Yes).then(|| t.police_yes());
        self.own(room.into_iter().chain(police))
            .chain(service.warnings.iter().map(|warning| self.said.text(warning)))
            .collect()
    }

    fn who(&self, service: &Service) -> Vec<Words> {
        let t = self.t;
        let status = (service.victim_status != VictimStatus::NotKnown).then(|| service.victim_status.in_words(t));
        let police = (service.police_cooperation == Fact::No).then(|| t.police_no());
        let referral = service.referral.needed.is_yes().then(|| t.service_referral());
        let mut lines = self.one(service.eligibility.as_ref());
        lines.extend(self.own(service.who.in_words(t).into_iter().chain(status).chain(police).chain(referral)));
        lines.extend(self.one(service.referral.how.as_ref()));
        lines
    }

    fn cost(&self, service: &Service) -> Vec<Words> {
        let cost = (service.cost != Cost::NotKnown).then(|| service.cost.in_words(self.t));
        let mut lines: Vec<Words> = self.own(cost).collect();
        lines.extend(self.one(service.fees.as_ref()));
        lines.extend(self.own(service.pays_transport.is_yes().then(|| self.t.service_pays_transport())));
        lines
    }

    fn papers(&self, service: &Service) -> Vec<Words> {
        let t = self.t;
        let papers = (service.papers != Papers::NotKnown).then(|| service.papers.in_words(t));
        let without = match &service.without_papers {
            Some(text) => Some(t.service_without_papers(self.said.plain(text))),
            None => (service.papers == Papers::Asked).then(|| t.service_without_papers_not_known()),
        };
        let mut lines: Vec<Words> = self.own(papers).collect();
        lines.extend(self.one(service.papers_asked.as_ref()));
        lines.extend(self.own(without));
        lines
    }

    fn when(&self, service: &Service) -> Vec<Words> {
        let known = if self.are_hours_known(service) { service.hours.in_words(self.t) } else { Vec::new() };
        self.own(known).chain(self.one(service.hours.note.as_ref())).collect()
    }

    fn are_hours_known(&self, service: &Service) -> bool {
        service.hours.in_words(self.t) != [self.t.hours_not_known()]
    }

    /// What nobody has told us, as one running text: it would fill half of each page otherwise.
    fn not_known(&self, service: &Service) -> Vec<Words> {
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
        self.own((!all.is_empty()).then(|| format!("{}.", all.join(". ")))).collect()
    }

    fn steps(&self, service: &Service) -> Vec<Words> {
        service.steps.iter().map(|step| self.said.text(step)).collect()
    }

    fn there(&self, service: &Service) -> Vec<Words> {
        // The check refuses a secret place with an address; paper cannot be called back.
        if service.secret {
            return vec![self.said.own(self.t.service_secret())];
        }
        [&service.address, &service.directions].into_iter().flatten().map(|text| self.said.text(text)).collect()
    }

    fn staying(&self, service: &Service) -> Vec<Words> {
        let closed = service.shelter.closed.is_yes().then(|| self.t.service_no_going_out());
        let phone = service.shelter.takes_phone.is_yes().then(|| self.t.service_takes_phone());
        self.own(closed.into_iter().chain(phone)).chain(self.one(service.shelter.rules.as_ref())).collect()
    }

    fn spoken(&self, service: &Service) -> Vec<Words> {
        let names: Vec<&str> = service.languages.iter().map(|code| language_name(code)).collect();
        let spoken = (!names.is_empty()).then(|| names.join(", "));
        let signs = service.sign_language.is_yes().then(|| self.t.service_signs());
        let interpreter = service.interpreter.is_yes().then(|| self.t.service_interpreter());
        self.own([spoken, signs, interpreter].into_iter().flatten()).collect()
    }

    fn one(&self, text: Option<&Text>) -> Vec<Words> {
        text.map(|text| self.said.text(text)).into_iter().collect()
    }

    /// Lines in our own words.
    fn own(&self, lines: impl IntoIterator<Item = String>) -> impl Iterator<Item = Words> {
        lines.into_iter().map(|line| self.said.own(line))
    }
}
