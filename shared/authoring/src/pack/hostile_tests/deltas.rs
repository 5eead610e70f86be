//! Deltas: what lacks a part, and what builds on nothing, is trusted no more than any other pack.

use packs::whole;

use super::super::delta;
use super::*;

/// A good pack of this version with another part: another questionnaire or service would be one.
fn built_with(version: u64, part: &str) -> Vec<u8> {
    let mut parts = Parts::own();
    parts.manifest.version = version;
    parts.manifest.members.push(Member::of("more.bin", part.as_bytes()));
    parts.members.push(("more.bin", part.as_bytes().to_vec()));
    parts.signed(&own_key())
}

#[test]
fn a_delta_becomes_the_whole_pack_where_the_pack_it_builds_on_is_installed() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (built_with(5, "as it was"), built_with(6, "renewed"));
    let small = delta(&old, &new).unwrap();
    assert_eq!((small.held, small.all), (1, 3));
    assert!(small.bytes.len() * 10 < new.len());

    install(&old, folder.path()).unwrap();
    let file = install(&small.bytes, folder.path()).unwrap();

    assert_eq!(Packs::open(&file).unwrap().manifest().version, 6);
    assert_eq!(fs::read(&file).unwrap(), new, "what is handed on is the whole pack, to the last byte");
    assert_eq!(left_in(folder.path()), ["suluh.pack", "suluh.unpacked"]);

    // The next delta builds on what the last one made.
    let third = built_with(7, "and again");
    install(&delta(&new, &third).unwrap().bytes, folder.path()).unwrap();
    assert_eq!(fs::read(&file).unwrap(), third);
}

#[test]
fn a_delta_without_what_it_builds_on_is_refused_and_says_so() {
    let needs_base = |refused| matches!(refused, Err(InstallError::Refused(OpenError::NeedsBase)));
    let (old, new) = (built_with(5, "as it was"), built_with(6, "renewed"));
    let small = delta(&old, &new).unwrap().bytes;
    let folder = tempfile::tempdir().unwrap();
    assert!(needs_base(install(&small, &folder.path().join("packs"))), "nothing is installed");
    assert!(!folder.path().join("packs").exists());
    assert!(matches!(refusal(small.clone()), OpenError::NeedsBase));

    // What is installed has another directory, signed just as well.
    let mut other = Parts::own();
    other.members[1].1.extend_from_slice(b"more");
    other.manifest.members[1] = Member::of(DIRECTORY, &other.members[1].1);
    assert!(matches!(whole(&small, |_| Some(written(&folder, &other.signed(&own_key())))), Err(OpenError::NeedsBase)));

    // A base that is no pack, or lost a byte since it was checked, is worth nothing.
    let file = install(&old, folder.path()).unwrap();
    for bytes in [b"mine".to_vec(), old[..old.len() / 2].to_vec(), changed(&old, old.len() / 2)] {
        fs::write(&file, bytes).unwrap();
        assert!(needs_base(install(&small, folder.path())));
    }
    assert!(matches!(delta(&old, &small), Err(OpenError::NeedsBase)), "there is no delta of a delta");
    assert!(matches!(delta(&small, &new), Err(OpenError::NeedsBase)), "nor one on a delta");
}

#[test]
fn a_delta_that_was_cut_or_changed_leaves_the_installed_pack_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let old = built_with(5, "as it was");
    let file = install(&old, folder.path()).unwrap();
    let small = delta(&old, &built_with(6, "renewed")).unwrap().bytes;

    for part in 0..100 {
        assert!(install(&small[..small.len() * part / 100], folder.path()).is_err(), "cut at {part}%");
    }
    let new = built_with(6, "renewed");
    for part in 0..100 {
        // A byte that means nothing gives the whole pack all the same.
        if install(&changed(&small, small.len() * part / 100), folder.path()).is_ok() {
            assert_eq!(fs::read(&file).unwrap(), new);
            fs::remove_file(&file).unwrap();
            install(&old, folder.path()).unwrap();
        }
    }
    assert_eq!(fs::read(&file).unwrap(), old);
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 5);
}

#[test]
fn a_delta_is_trusted_in_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let old = built_with(5, "as it was");
    let file = install(&old, folder.path()).unwrap();
    let refused = |pack: &[u8]| match install(pack, folder.path()) {
        Err(InstallError::Refused(error)) => error,
        other => panic!("{other:?}"),
    };
    let only_the_new_part = |version: u64, key: &Key, part: &[u8]| {
        let mut parts = Parts::own();
        parts.manifest.version = version;
        parts.manifest.members.push(Member::of("more.bin", b"renewed"));
        parts.members = vec![("more.bin", part.to_vec())];
        parts.signed(key)
    };

    assert!(matches!(refused(&only_the_new_part(6, &foreign_key(), b"renewed")), OpenError::Foreign));
    assert!(matches!(refused(&only_the_new_part(6, &own_key(), b"forged!")), OpenError::Damaged));
    let older = install(&only_the_new_part(4, &own_key(), b"renewed"), folder.path());
    assert!(matches!(older, Err(InstallError::Older { installed: 5, offered: 4 })));
    let mut with_more = Parts::own();
    with_more.members = vec![("stray.bin", vec![1, 2, 3])];
    assert!(matches!(refused(&with_more.signed(&own_key())), OpenError::Damaged), "nobody signed for this part");
    assert_eq!(fs::read(&file).unwrap(), old);
    assert!(install(&only_the_new_part(6, &own_key(), b"renewed"), folder.path()).is_ok());
}

/// The path of a file with these bytes.
fn written(folder: &tempfile::TempDir, bytes: &[u8]) -> std::path::PathBuf {
    let file = folder.path().join("other.pack");
    fs::write(&file, bytes).unwrap();
    file
}
