//! Places and needs: the two things a person picks before they type anything.

use std::collections::{BTreeMap, BTreeSet};

use i18n::Text;
use serde::{Deserialize, Serialize};

use crate::service::{begins_a_word, is_default};
use crate::{Category, Level, UtcOffset};

/// A place that services serve: a country, a province, a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// An official code, such as `ID-JB`.
    pub id: String,
    /// How large it is.
    pub level: Level,
    /// What it is called.
    pub name: Text,
    /// The id of the place it lies in; `None` for a country.
    pub parent: Option<String>,
    /// How its clocks go; `None` when as in the place it lies in. A country with several has none: its
    /// parts would take on what is not theirs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clocks: Option<UtcOffset>,
}

/// Something a person needs, as shown with a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What services name, such as `papers`.
    pub id: String,
    /// The words under the picture.
    pub label: Text,
    /// The picture: lines on a field of 24 by 24 as the path of an SVG, of `M`, `L`, `C` and `Z` with absolute numbers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub picture: Option<String>,
    /// The kinds of help that can meet it.
    pub categories: Vec<Category>,
    /// How people say it themselves, by language.
    pub words: BTreeMap<String, Vec<String>>,
}

/// All places, as a tree.
#[derive(Debug)]
pub struct Places<'a> {
    by_id: BTreeMap<&'a str, &'a Place>,
}

impl Place {
    /// Whether a word that begins so stands in its name, in any language.
    #[must_use]
    pub fn mentions(&self, beginning: &str) -> bool {
        self.name.0.values().any(|phrase| begins_a_word(&phrase.text, beginning))
    }
}

impl<'a> Places<'a> {
    /// The tree of these places.
    #[must_use]
    pub fn new(places: &'a [Place]) -> Self {
        Self { by_id: places.iter().map(|place| (place.id.as_str(), place)).collect() }
    }

    /// The place with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&'a Place> {
        self.by_id.get(id).copied()
    }

    /// The ids of all places.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.by_id.keys().copied()
    }

    /// A place and the places it lies in, from the nearest. An unknown id gives nothing; a circle ends where it closes.
    #[must_use]
    pub fn with_parents(&self, id: &str) -> Vec<&'a Place> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        let mut next = self.get(id);
        while let Some(place) = next.filter(|place| seen.insert(place.id.as_str())) {
            all.push(place);
            next = place.parent.as_deref().and_then(|parent| self.get(parent));
        }
        all
    }

    /// How the clocks of these places go; `None` when that is not known of one of them, or not the same for all.
    #[must_use]
    pub fn clocks_of_all(&self, ids: &[String]) -> Option<UtcOffset> {
        let of_one = |id: &String| self.with_parents(id).into_iter().find_map(|place| place.clocks);
        let first = of_one(ids.first()?)?;
        ids.iter().all(|id| of_one(id) == Some(first)).then_some(first)
    }
}

/// A place that is called like its id.
#[cfg(test)]
pub(crate) fn sample(id: &str, parent: Option<&str>) -> Place {
    Place {
        id: id.to_owned(),
        level: Level::Province,
        name: Text::of("en", id),
        parent: parent.map(str::to_owned),
        clocks: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{sample as place, *};

    #[test]
    fn a_place_lies_in_all_the_places_above_it() {
        let places = [place("ID", None), place("ID-JB", Some("ID")), place("ID-JB-1", Some("ID-JB"))];
        let tree = Places::new(&places);

        let ids: Vec<_> = tree.with_parents("ID-JB-1").iter().map(|place| place.id.as_str()).collect();
        assert_eq!(ids, ["ID-JB-1", "ID-JB", "ID"]);
        assert!(tree.with_parents("MY").is_empty());
    }

    #[test]
    fn places_that_lie_in_each_other_do_not_hang_the_app() {
        let places = [place("A", Some("B")), place("B", Some("A"))];

        assert_eq!(Places::new(&places).with_parents("A").len(), 2);
    }
}
