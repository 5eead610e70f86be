//! Imports go down only (ARCHITECTURE.md). A new edge between our crates is a decision: it is written here first.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package, PackageId, TargetKind};

/// Which of our crates each of our crates may import. Tests may import more, see [`PURE`] for those that may not.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("app", &["casework", "directory", "guide", "i18n", "sync"]),
    ("authoring", &["directory", "guide", "i18n", "packs"]),
    ("bridge", &["app", "runtime"]),
    ("casework", &["sync"]),
    ("desk", &["app", "i18n", "runtime"]),
    ("directory", &["i18n"]),
    // Nothing imports it: it makes large directories and judges what is found in them.
    ("directory-tests", &["authoring", "directory", "i18n", "packs"]),
    // Nothing imports it: it tries the readers of foreign files.
    ("fuzz", &["authoring", "directory", "guide", "packs"]),
    ("guide", &["i18n"]),
    ("hub", &["sync"]),
    ("i18n", &[]),
    ("packs", &["directory", "guide", "i18n"]),
    ("runtime", &["app", "casework", "directory", "guide", "packs", "sync", "vault"]),
    ("suluh", &["authoring", "desk", "directory", "guide", "hub", "i18n", "packs", "runtime"]),
    ("sync", &[]),
    ("vault", &["casework", "sync"]),
    ("xtask", &[]),
];

/// The package of whole journeys may import everything but the bridge, which nothing imports.
const JOURNEYS: &str = "journeys";

/// Crates that only compute: no file, network, clock or randomness, in their tests neither.
const PURE: &[&str] = &["app", "casework", "directory", "guide", "i18n", "sync"];

/// What reaches the world outside, and so must not be found anywhere below a pure crate.
const REACHES_OUT: &[&str] = &[
    "axum",
    "fs4",
    "getrandom",
    "hyper",
    "mio",
    "rand",
    "reqwest",
    "rusqlite",
    "socket2",
    "tempfile",
    "tokio",
    "ureq",
];

/// What only the named crates may import: keys, case data and databases have few owners.
const OWNED: &[(&str, &[&str])] = &[
    ("age", &["vault"]),
    ("hkdf", &["vault"]),
    ("hmac", &["vault"]),
    ("scrypt", &["vault"]),
    // Authors sign packs, with keys that are nobody's vault.
    ("ed25519-dalek", &["authoring", "vault"]),
    ("minisign", &["authoring", "packs"]),
    ("minisign-verify", &["packs"]),
    ("rusqlite", &["authoring", "packs", "vault"]),
];

#[test]
fn imports_go_down_only() {
    let metadata = declared();
    let ours = names(&metadata);
    let strays = edges(&metadata)
        .into_iter()
        .filter(|edge| ours.contains(edge.to) && !may_import(edge.from, edge.to))
        .map(|edge| format!("{} → {}", edge.from, edge.to))
        .collect::<Vec<_>>();

    assert!(strays.is_empty(), "not in MAY_IMPORT: {strays:?}");
}

#[test]
fn every_crate_has_its_place_in_the_table() {
    let placed: BTreeSet<&str> = MAY_IMPORT.iter().map(|(from, _)| *from).chain([JOURNEYS]).collect();
    let metadata = declared();

    let unplaced: Vec<&str> = names(&metadata).difference(&placed).copied().collect();

    assert!(unplaced.is_empty(), "{unplaced:?}");
}

#[test]
fn the_table_itself_has_no_way_up() {
    for forbidden in [("app", "vault"), ("app", "packs"), ("app", "runtime"), ("hub", "app"), ("bridge", "authoring")] {
        assert!(!below(forbidden.0).contains(forbidden.1), "{forbidden:?}");
    }
    for (from, _) in MAY_IMPORT {
        assert!(!below(from).contains("bridge"), "{from} reaches the bridge");
        assert!(!below(from).contains(from), "{from} reaches itself");
    }
}

#[test]
fn keys_and_databases_have_few_owners() {
    let metadata = declared();
    let strays = edges(&metadata)
        .into_iter()
        .filter(|edge| owners(edge.to).is_some_and(|owners| !owners.contains(&edge.from)))
        .map(|edge| format!("{} → {}", edge.from, edge.to))
        .collect::<Vec<_>>();

    assert!(strays.is_empty(), "not in OWNED: {strays:?}");
}

#[test]
fn pure_crates_reach_nothing_outside() {
    let metadata = resolved();
    let strays: Vec<String> = PURE
        .iter()
        .flat_map(|pure| {
            let reached = linked(&metadata, pure);
            REACHES_OUT.iter().filter(move |name| reached.contains(**name)).map(move |name| format!("{pure} → {name}"))
        })
        .collect();

    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn tests_of_pure_crates_touch_no_database_and_no_network() {
    let metadata = declared();
    for package in metadata.workspace_packages().into_iter().filter(|package| PURE.contains(&package.name.as_str())) {
        for dependency in &package.dependencies {
            let reaches = REACHES_OUT.contains(&dependency.name.as_str());
            assert!(!reaches, "{} → {}", package.name, dependency.name);
        }
    }
}

/// One crate importing another, in what is shipped.
struct Edge<'m> {
    from: &'m str,
    to: &'m str,
}

fn edges(metadata: &Metadata) -> Vec<Edge<'_>> {
    metadata
        .workspace_packages()
        .into_iter()
        .flat_map(|package| {
            let shipped = package.dependencies.iter().filter(|wanted| wanted.kind != DependencyKind::Development);
            shipped.map(|wanted| Edge { from: package.name.as_str(), to: &wanted.name })
        })
        .collect()
}

fn may_import(from: &str, to: &str) -> bool {
    if from == JOURNEYS {
        return to != "bridge";
    }
    MAY_IMPORT.iter().any(|(name, allowed)| *name == from && allowed.contains(&to))
}

fn owners(name: &str) -> Option<&'static [&'static str]> {
    OWNED.iter().find(|(owned, _)| *owned == name).map(|(_, owners)| *owners)
}

/// Everything the table lets a crate reach, by any number of steps.
fn below(from: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        let rows = MAY_IMPORT.iter().filter(|(from, _)| *from == name);
        for next in rows.flat_map(|(_, allowed)| *allowed) {
            if found.insert(*next) {
                open.push(next);
            }
        }
    }
    found
}

/// Everything linked with a crate of ours, by any number of steps. What runs only while compiling is left out.
fn linked<'m>(metadata: &'m Metadata, name: &str) -> BTreeSet<&'m str> {
    let packages: BTreeMap<&PackageId, &Package> = metadata.packages.iter().map(|it| (&it.id, it)).collect();
    let nodes = &metadata.resolve.as_ref().expect("resolved").nodes;
    let nodes: BTreeMap<&PackageId, _> = nodes.iter().map(|node| (&node.id, node)).collect();
    let ours = metadata.workspace_packages();

    let mut found = BTreeSet::new();
    let mut open: Vec<&PackageId> = ours.iter().filter(|it| it.name == name).map(|it| &it.id).collect();
    assert_eq!(open.len(), 1, "no crate named {name}");
    while let Some(id) = open.pop() {
        for dependency in &nodes[id].deps {
            let package = packages[&dependency.pkg];
            let at_run_time = dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal);
            if at_run_time && !while_compiling(package) && found.insert(package.name.as_str()) {
                open.push(&dependency.pkg);
            }
        }
    }
    found
}

/// Macros, and the generators that `UniFFI` carries along.
fn while_compiling(package: &Package) -> bool {
    ["uniffi_bindgen", "uniffi_pipeline"].contains(&package.name.as_str())
        || package.targets.iter().any(|target| target.kind.contains(&TargetKind::ProcMacro))
}

fn names(metadata: &Metadata) -> BTreeSet<&str> {
    metadata.workspace_packages().into_iter().map(|package| package.name.as_str()).collect()
}

/// What our manifests say.
fn declared() -> Metadata {
    MetadataCommand::new().no_deps().exec().expect("cargo metadata")
}

/// What is built for a desk: all crates below ours.
fn resolved() -> Metadata {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    MetadataCommand::new().other_options(["--filter-platform".to_owned(), platform]).exec().expect("cargo metadata")
}
