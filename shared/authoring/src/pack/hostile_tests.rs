//! Packs that somebody cut, changed or made up: each is refused with its reason, and what was installed stays in use.

mod deltas;

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use directory::Query;
use packs::{
    DIRECTORY, FORMAT, GUIDES, InstallError, MANIFEST, Manifest, Member, OpenError, Packs, Rechecked, SIGNATURES,
    install, install_file, installed, recheck, zipped,
};

use rusqlite::{Connection, MAIN_DB};

use super::build::pack;
use super::build_content;
use super::sign::Key;
use super::tests::{options, own_content};

static BUILT: LazyLock<Vec<u8>> = LazyLock::new(|| build_content(&own_content(), &options()).unwrap());

/// The files of a good pack.
struct Parts {
    manifest: Manifest,
    members: Vec<(&'static str, Vec<u8>)>,
}

impl Parts {
    fn own() -> Self {
        let mut archive = ::zip::ZipArchive::new(Cursor::new(BUILT.as_slice())).unwrap();
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            std::io::copy(&mut archive.by_name(name).unwrap(), &mut bytes).unwrap();
            bytes
        };
        let members = vec![(GUIDES, read(GUIDES)), (DIRECTORY, read(DIRECTORY))];
        Self { manifest: serde_json::from_slice(&read(MANIFEST)).unwrap(), members }
    }

    fn signed(&self, key: &Key) -> Vec<u8> {
        pack(&self.manifest, key, &self.members).unwrap()
    }

    fn zipped_with(&self, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let manifest = serde_json::to_vec(&self.manifest).unwrap();
        let signature = own_key().sign(&manifest, "test").into_bytes();
        let first = [(MANIFEST, manifest), (SIGNATURES[0], signature)];
        zipped(first.iter().chain(&self.members).chain(more).map(|(name, bytes)| (*name, bytes))).unwrap()
    }
}

/// A good pack of this version.
fn built(version: u64) -> Vec<u8> {
    let mut parts = Parts::own();
    parts.manifest.version = version;
    parts.signed(&own_key())
}

fn own_key() -> Key {
    Key::development().unwrap()
}

/// A key made up by somebody else.
fn foreign_key() -> Key {
    Key::from_parts([9; 8], [7; 32])
}

fn refusal(pack: Vec<u8>) -> OpenError {
    Packs::from_bytes(pack).expect_err("a pack that must be refused was opened")
}

#[test]
fn a_pack_cut_anywhere_is_refused() {
    let whole = built(1);
    for part in 0..200 {
        let end = whole.len() * part / 200;
        assert!(Packs::verify(whole[..end].to_vec()).is_err(), "cut at {end}");
    }
}

/// A changed byte is noticed, or lies where it means nothing (a time, a comment) and changes nothing.
#[test]
fn a_byte_changed_anywhere_is_noticed_or_means_nothing() {
    let whole = built(1);
    let manifest = Packs::from_bytes(whole.clone()).unwrap().manifest().clone();
    let mut noticed = 0;
    for part in 0..400 {
        // The parts of a zip that describe it lie at its end: look there more closely.
        let at = if part < 200 { whole.len() * part / 200 } else { whole.len() - 1 - (part - 200) * 2 };
        let mut changed = whole.clone();
        changed[at] ^= 1 << (part % 8);
        match Packs::from_bytes(changed) {
            Err(_) => noticed += 1,
            Ok(pack) => assert_eq!(*pack.manifest(), manifest, "byte {at}"),
        }
    }
    assert!(noticed > 200, "{noticed}");
}

#[test]
fn a_pack_signed_by_somebody_else_is_foreign() {
    assert!(matches!(refusal(Parts::own().signed(&foreign_key())), OpenError::Foreign));
}

#[test]
fn a_pack_that_borrows_the_number_of_a_trusted_key_is_damaged() {
    let borrowed = Key::from_parts(own_key().number(), [7; 32]);

    assert!(matches!(refusal(Parts::own().signed(&borrowed)), OpenError::Damaged));
}

#[test]
fn the_test_key_cannot_sign_a_release() {
    let mut parts = Parts::own();
    parts.manifest.release = true;

    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::Foreign));
}

#[test]
fn a_member_that_was_exchanged_or_left_out_or_added_is_noticed() {
    let mut parts = Parts::own();
    parts.members[1].1[5000] ^= 1;
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::Damaged));

    let mut parts = Parts::own();
    parts.manifest.members[0].sha256 = "0".repeat(64);
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::Damaged));

    let mut parts = Parts::own();
    parts.members.pop();
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::NeedsBase));
    parts.manifest.members.pop();
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::Damaged));

    let unsigned = Parts::own().zipped_with(&[("more.bin", vec![1, 2, 3])]);
    assert!(matches!(refusal(unsigned), OpenError::Damaged));
}

#[test]
fn a_name_that_leads_out_of_the_pack_is_refused() {
    for name in ["../evil", "/etc/evil", "a/../../evil", "..\\evil"] {
        assert!(matches!(refusal(Parts::own().zipped_with(&[(name, vec![0])])), OpenError::Damaged), "{name}");
    }
}

#[test]
fn a_pack_that_unfolds_without_end_is_refused_before_it_fills_the_memory() {
    let mut parts = Parts::own();
    let zeros = vec![0; 30 * 1024 * 1024];
    parts.manifest.members.push(Member::of("zeros.bin", &zeros));
    parts.members.push(("zeros.bin", zeros));

    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::TooLarge));
}

#[test]
fn a_pack_for_another_version_of_the_app_says_so() {
    let mut parts = Parts::own();
    parts.manifest.format = FORMAT + 1;
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::TooNew));
    parts.manifest.format = FORMAT - 1;
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::TooOld));
}

#[test]
fn members_that_are_not_what_they_should_be_are_refused_though_signed() {
    let mut parts = Parts::own();
    parts.members[1].1 = b"no database".to_vec();
    parts.manifest.members[1] = Member::of(DIRECTORY, &parts.members[1].1);
    assert!(matches!(refusal(parts.signed(&own_key())), OpenError::Damaged));

    let mut parts = Parts::own();
    parts.members[0].1.truncate(100);
    parts.manifest.members[0] = Member::of(GUIDES, &parts.members[0].1);
    let pack = Packs::from_bytes(parts.signed(&own_key())).unwrap();
    assert!(matches!(pack.guides(), Err(OpenError::Damaged)), "the directory still opens, the guides do not");
    assert!(pack.search(&Query { limit: 1, ..Query::default() }).is_ok());
    assert!(matches!(Packs::verify(parts.signed(&own_key())), Err(OpenError::Damaged)));
}

/// A signed pack in whose directory this was done.
fn with_directory(done: &str) -> Vec<u8> {
    let mut parts = Parts::own();
    let mut database = Connection::open_in_memory().unwrap();
    let bytes = &parts.members[1].1;
    database.deserialize_read_exact(MAIN_DB, Cursor::new(bytes), bytes.len(), false).unwrap();
    database.execute_batch(done).unwrap();
    parts.members[1].1 = database.serialize(MAIN_DB).unwrap().to_vec();
    parts.manifest.members[1] = Member::of(DIRECTORY, &parts.members[1].1);
    parts.signed(&own_key())
}

#[test]
fn a_directory_that_would_break_its_readers_is_not_installed_though_signed() {
    let folder = tempfile::tempdir().unwrap();
    install(&with_directory("UPDATE place SET position = position"), folder.path()).unwrap();
    let [none, beyond] = [vec![0_u32], vec![1, 60_000]].map(|ranks| {
        let set = packs::written_rows(&ranks.into_iter().collect());
        set.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    });
    for done in [
        "UPDATE service SET rank = 1000 WHERE rank = 3".to_owned(),
        "UPDATE service SET rank = -5 WHERE rank = 3".to_owned(),
        "UPDATE service SET body = '{}' WHERE rank = 3".to_owned(),
        "INSERT INTO week (hours) VALUES ('nonsense')".to_owned(),
        "UPDATE word SET rows = x'00'".to_owned(),
        format!("UPDATE word SET named = x'{none}'"),
        format!("UPDATE beginning SET rows = x'{beyond}'"),
        format!("UPDATE tag SET rows = x'{beyond}'"),
    ] {
        let refused = install(&with_directory(&done), folder.path());
        assert!(matches!(refused, Err(InstallError::Refused(OpenError::Damaged))), "{done}");
    }
}

#[test]
fn what_is_no_pack_is_said_to_be_none() {
    let workbook = own_content().get("guides/a-opening.xlsx").unwrap().to_vec();
    for bytes in [Vec::new(), b"hello".to_vec()] {
        assert!(matches!(refusal(bytes), OpenError::NotAPack));
    }
    // A workbook is a zip as well; its files lie in folders.
    assert!(matches!(refusal(workbook), OpenError::NotAPack));
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(Packs::open(&folder.path().join("none.pack")), Err(OpenError::Io(_))));
}

#[test]
fn a_newer_edition_replaces_an_older_one_and_never_the_other_way_round() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("packs");

    let file = install(&built(5), &folder).unwrap();
    assert_eq!(installed(&folder, "suluh"), Some(file.clone()));
    assert!(matches!(install(&built(4), &folder), Err(InstallError::Older { installed: 5, offered: 4 })));
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 5);

    install(&built(5), &folder).unwrap();
    assert_eq!(install(&built(6), &folder).unwrap(), file);
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 6);
    assert_eq!(left_in(&folder), ["suluh.pack", "suluh.unpacked"], "nothing half-written is left");
}

/// The names of what lies in a folder.
fn left_in(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn an_installed_pack_is_opened_from_what_was_checked_when_it_was_installed() {
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();
    let unpacked = folder.path().join("suluh.unpacked");
    let found = || Packs::open(&file).unwrap().search(&Query { limit: 50, ..Query::default() }).unwrap().total;
    let all = found();

    // In the file itself nothing but the signed manifest is looked at any more.
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, &bytes).unwrap();
    assert_eq!(found(), all);
    assert!(Packs::open(&file).unwrap().guides().is_ok());
    fs::remove_dir_all(&unpacked).unwrap();
    assert!(matches!(Packs::open(&file), Err(OpenError::Damaged)), "without it, everything is checked");
}

#[test]
fn what_was_unpacked_of_another_edition_is_not_taken_for_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();

    // A power cut between the two renames leaves the new pack beside what was unpacked of the old one.
    fs::write(&file, built(6)).unwrap();
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 6);
    install(&built(6), folder.path()).unwrap();
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 6);
}

#[test]
fn a_bad_pack_leaves_the_last_good_one_in_use() {
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();
    let mut bad = built(6);
    let middle = bad.len() / 2;
    bad[middle] ^= 1;

    assert!(matches!(install(&bad, folder.path()), Err(InstallError::Refused(OpenError::Damaged))));
    let foreign = Parts::own().signed(&foreign_key());
    assert!(matches!(install(&foreign, folder.path()), Err(InstallError::Refused(OpenError::Foreign))));
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 5);
}

#[test]
fn a_damaged_pack_can_be_replaced_by_an_older_whole_one_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();
    fs::write(&file, b"PK\x03\x04 cut").unwrap();
    let card = folder.path().join("from-a-card");
    fs::write(&card, built(4)).unwrap();

    install_file(&card, folder.path()).unwrap();

    assert_eq!(Packs::open(&file).unwrap().manifest().version, 4);
}

#[test]
fn what_a_power_cut_left_behind_does_not_stand_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();
    fs::write(folder.path().join("suluh.arriving"), b"PK\x03\x04 half").unwrap();
    fs::create_dir(folder.path().join("suluh.unpacking")).unwrap();
    fs::write(folder.path().join("suluh.unpacking/directory.sqlite"), b"SQLite format 3 half").unwrap();

    assert_eq!(Packs::open(&installed(folder.path(), "suluh").unwrap()).unwrap().manifest().version, 5);
    install(&built(6), folder.path()).unwrap();
    assert_eq!(Packs::open(&file).unwrap().manifest().version, 6);
    assert_eq!(left_in(folder.path()), ["suluh.pack", "suluh.unpacked"]);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("file");
    fs::write(&taken, b"in the way").unwrap();

    assert!(matches!(install(&built(1), &taken), Err(InstallError::Io(_))));
    assert_eq!(fs::read(&taken).unwrap(), b"in the way");
}

#[test]
fn what_a_disk_lost_is_made_again_within_a_week() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let folder = tempfile::tempdir().unwrap();
    let file = install(&built(5), folder.path()).unwrap();
    let directory = folder.path().join("suluh.unpacked").join(DIRECTORY);
    let good = fs::read(&directory).unwrap();
    let lose_a_byte = |of: &Path| {
        let bytes = fs::read(of).unwrap();
        fs::write(of, changed(&bytes, bytes.len() / 2)).unwrap();
    };
    let now = 1_000 * DAY;

    assert_eq!(recheck(&file, now), Rechecked::Good);
    lose_a_byte(&directory);
    assert_eq!(recheck(&file, now + 7 * DAY - 1), Rechecked::NotDue);
    assert_eq!(recheck(&file, now + 7 * DAY), Rechecked::MadeAgain);
    assert_eq!(fs::read(&directory).unwrap(), good);
    assert_eq!(recheck(&file, now + 14 * DAY), Rechecked::Good);
    assert_eq!(recheck(&file, now), Rechecked::Good, "the clock was set back");

    fs::remove_dir_all(folder.path().join("suluh.unpacked")).unwrap();
    assert_eq!(recheck(&file, now + 30 * DAY), Rechecked::MadeAgain);
    lose_a_byte(&directory);
    lose_a_byte(&file);
    assert_eq!(recheck(&file, now + 60 * DAY), Rechecked::Lost);
    assert!(Packs::open(&file).is_err(), "what is not right any more is not used");
    assert_eq!(recheck(&file, now + 60 * DAY), Rechecked::Lost, "it is looked at again until it is right");
}

/// These bytes with one of them changed.
fn changed(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    changed[at] ^= 1;
    changed
}
