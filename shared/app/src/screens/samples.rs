//! A service for tests.

use directory::Service;
use i18n::Text;

/// An entry of which nothing is known but its name and its number.
pub(crate) fn service() -> Box<Service> {
    let text = |words: &str| serde_json::to_value(Text::of("en", words)).unwrap();
    let not_known = "not_known";
    let entry = serde_json::json!({
        "id": "s1", "name": text("Helpline"), "short_name": null, "description": text("Somebody to talk to."),
        "provider": { "name": text("An office"), "kind": not_known }, "level": "hotline", "categories": ["A"],
        "needs": [], "who": {
            "women": not_known, "men": not_known, "boys": not_known, "girls": not_known, "transgender": not_known,
            "min_age": null, "max_age": null, "nationals": not_known, "foreigners": not_known,
        },
        "victim_status": not_known, "police_cooperation": not_known, "eligibility": null, "cost": not_known,
        "papers": not_known, "steps": [], "phones": [], "hours": { "all_day": null, "note": null }, "languages": [],
        "area": [], "secret": false, "warnings": [],
        "verified": { "state": "public_source", "on": "", "method": "", "by": "" }, "sources": [],
    });
    serde_json::from_value(entry).unwrap()
}
