//! The places of services that may be shown, for maps (`GeoJSON`, RFC 7946).

use directory::Service;
use i18n::Text;
use serde_json::{Value, json};

use super::Directory;

/// A point for each service that lies somewhere and is not secret, named in this language where it can be.
///
/// Longitude comes first, as the standard has it; degrees of WGS 84.
#[must_use]
pub fn geojson(directory: &Directory, lang: &str) -> Value {
    let features: Vec<Value> = directory.services.iter().filter_map(|service| feature(service, lang)).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn feature(service: &Service, lang: &str) -> Option<Value> {
    // The check refuses a secret place with a point; a map must not rely on it.
    let point = service.point.filter(|_| !service.secret)?;
    let said = |text: &Text| text.words(lang).to_owned();
    let phones: Vec<&str> = service.phones.iter().map(|phone| phone.number.as_str()).collect();
    Some(json!({
        "type": "Feature",
        "id": service.id,
        "geometry": { "type": "Point", "coordinates": [point.longitude, point.latitude] },
        "properties": {
            "id": service.id,
            "name": said(&service.name),
            "level": service.level,
            "categories": service.categories,
            "phones": phones,
        },
    }))
}

#[cfg(test)]
mod tests {
    use directory::Point;

    use super::*;
    use crate::directory::hsds;

    fn somewhere() -> Directory {
        let one = hsds::read(
            br#"[{ "id": "3f2b8c1e-0d4a-4b7e-9c11-5a6d7e8f9a0b", "name": "Clinic", "description": "Doctors.",
                "organization": { "name": "The district" }, "phones": [{ "number": "129" }],
                "attributes": [{ "taxonomy_term": { "taxonomy": "suluh_level", "code": "district" } }] }]"#,
        );
        let mut directory = one.unwrap();
        directory.services[0].point = Some(Point { latitude: -6.2, longitude: 106.8 });
        directory
    }

    #[test]
    fn a_place_that_may_be_shown_is_a_point_with_its_longitude_first() {
        assert_eq!(
            geojson(&somewhere(), "id"),
            json!({
                "type": "FeatureCollection",
                "features": [{
                    "type": "Feature",
                    "id": "3f2b8c1e-0d4a-4b7e-9c11-5a6d7e8f9a0b",
                    "geometry": { "type": "Point", "coordinates": [106.8, -6.2] },
                    "properties": {
                        "id": "3f2b8c1e-0d4a-4b7e-9c11-5a6d7e8f9a0b",
                        "name": "Clinic",
                        "level": "district",
                        "categories": [],
                        "phones": ["129"],
                    },
                }],
            })
        );
    }

    #[test]
    fn a_secret_place_is_on_no_map() {
        let mut directory = somewhere();
        directory.services[0].secret = true;
        assert_eq!(geojson(&directory, "en")["features"], json!([]));
    }

    #[test]
    fn a_service_without_a_place_is_on_no_map() {
        let mut directory = somewhere();
        directory.services[0].point = None;
        assert_eq!(geojson(&directory, "en")["features"], json!([]));
    }
}
