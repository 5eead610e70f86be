//! `--filter KEY=VALUE`: what a service must certainly offer to be printed.

use directory::{Group, Need, Only, Place, Query, is_language};
use i18n::Texts;

const KEYS: [&str; 10] = ["need", "place", "who", "cost", "papers", "status", "police", "open", "children", "language"];

/// What may be asked for by need and by place.
pub(crate) struct Known<'a> {
    pub(crate) needs: &'a [Need],
    pub(crate) places: &'a [Place],
}

/// Adds the filters to a query.
///
/// # Errors
/// A sentence that lists the right keys, or the right values of a key.
pub(crate) fn read(filters: &[String], query: &mut Query, known: &Known, t: &Texts) -> Result<(), String> {
    for filter in filters {
        let (key, value) = filter.split_once('=').unwrap_or((filter, ""));
        let only = match (key, value) {
            ("need", id) => {
                query.need = Some(one_of(key, id, known.needs.iter().map(|need| need.id.as_str()), t)?);
                continue;
            }
            ("place", id) => {
                query.place = Some(one_of(key, id, known.places.iter().map(|place| place.id.as_str()), t)?);
                continue;
            }
            ("who", code) => match Group::ALL.into_iter().find(|group| group.code() == code) {
                Some(group) => Only::OpenTo(group),
                None => return Err(wrong_value(key, code, Group::ALL.map(Group::code), t)),
            },
            ("language", code) if is_language(code) => Only::Speaks(code.to_owned()),
            ("language", code) => return Err(t.command_filter_language(code)),
            ("cost", "free") => Only::Free,
            ("papers", "none") => Only::WithoutPapers,
            ("status", "none") => Only::WithoutStatus,
            ("police", "no") => Only::WithoutPolice,
            ("open", "always") => Only::AllDay,
            ("open", "now") => Only::OpenNow,
            ("children", "yes") => Only::ChildrenWelcome,
            ("cost", value) => return Err(wrong_value(key, value, ["free"], t)),
            ("papers" | "status", value) => return Err(wrong_value(key, value, ["none"], t)),
            ("police", value) => return Err(wrong_value(key, value, ["no"], t)),
            ("open", value) => return Err(wrong_value(key, value, ["always", "now"], t)),
            ("children", value) => return Err(wrong_value(key, value, ["yes"], t)),
            (key, _) => return Err(t.command_filter_key(key, KEYS.join(", "))),
        };
        query.only.push(only);
    }
    Ok(())
}

fn one_of<'a>(key: &str, id: &str, ids: impl Iterator<Item = &'a str> + Clone, t: &Texts) -> Result<String, String> {
    if ids.clone().any(|known| known == id) { Ok(id.to_owned()) } else { Err(wrong_value(key, id, ids, t)) }
}

fn wrong_value<'a>(key: &str, value: &str, right: impl IntoIterator<Item = &'a str>, t: &Texts) -> String {
    let right: Vec<&str> = right.into_iter().collect();
    t.command_filter_value(key, right.join(", "), value)
}

#[cfg(test)]
mod tests {
    use directory::Level;
    use i18n::{Language, Text};

    use super::*;

    fn read(filters: &[&str]) -> Result<Query, String> {
        let filters: Vec<String> = filters.iter().map(|filter| (*filter).to_owned()).collect();
        let need = Need {
            id: "legal".to_owned(),
            label: Text::of("en", "Law"),
            picture: None,
            categories: Vec::new(),
            words: std::collections::BTreeMap::default(),
        };
        let place = Place {
            id: "ID".to_owned(),
            level: Level::National,
            name: Text::of("en", "Indonesia"),
            parent: None,
            clocks: None,
        };
        let mut query = Query::default();
        let known = Known { needs: &[need], places: &[place] };
        super::read(&filters, &mut query, &known, Language::default().texts())?;
        Ok(query)
    }

    #[test]
    fn every_filter_is_understood() {
        let query = read(&[
            "need=legal",
            "place=ID",
            "who=men",
            "cost=free",
            "papers=none",
            "status=none",
            "police=no",
            "open=always",
            "open=now",
            "children=yes",
            "language=km",
        ])
        .unwrap();

        assert_eq!((query.need.as_deref(), query.place.as_deref()), (Some("legal"), Some("ID")));
        let expected = [
            Only::OpenTo(Group::Men),
            Only::Free,
            Only::WithoutPapers,
            Only::WithoutStatus,
            Only::WithoutPolice,
            Only::AllDay,
            Only::OpenNow,
            Only::ChildrenWelcome,
            Only::Speaks("km".to_owned()),
        ];
        assert_eq!(query.only, expected);
    }

    #[test]
    fn a_wrong_filter_is_answered_with_the_right_ones() {
        for (filter, right) in [
            ("cots=free", "need, place, who, cost, papers, status, police, open, children, language"),
            ("free", "need, place"),
            ("cost=cheap", "free"),
            ("who=everybody", "women, men, boys, girls, transgender, nationals, foreigners"),
            ("need=law", "legal"),
            ("place=", "ID"),
            ("papers=no", "none"),
            ("status=yes", "none"),
            ("police=yes", "no"),
            ("open=late", "always, now"),
            ("children=no", "yes"),
            ("language=Khmer", "km"),
        ] {
            let sentence = read(&[filter]).unwrap_err();
            assert!(sentence.contains(right), "{filter}: {sentence}");
        }
        let plain = |sentence: String| sentence.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(
            plain(read(&["cost=cheap"]).unwrap_err()),
            "cheap is no value of the filter cost. The right ones are: free."
        );
        let strange = plain(read(&["cots=free"]).unwrap_err());
        assert!(strange.starts_with("There is no filter cots. The filters are: need, place,"), "{strange}");
    }
}
