//! What a pack says about itself, and the names inside it.

use directory::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::OpenError;

/// The format this version of the app reads. It rises with every change of the compiled questionnaires, which have no
/// stable form of their own and are rebuilt for each version, and when the directory is searched by tables it had not.
pub const FORMAT: u32 = 4;

/// The kind of pack that holds questionnaires and a directory.
pub const CONTENT: &str = "content";

/// The manifest's name inside a pack.
pub const MANIFEST: &str = "manifest.json";
/// The names of the manifest's signatures: one of a development pack, as many as publishers signed of any other.
pub const SIGNATURES: [&str; 3] = ["manifest.json.minisig", "manifest.json.2.minisig", "manifest.json.3.minisig"];
/// The name of the compiled questionnaires.
pub const GUIDES: &str = "guides.bin";
/// The name of the directory's database.
pub const DIRECTORY: &str = "directory.sqlite";

/// What a pack says about itself; signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Which pack this is: lower-case letters, digits and `-`. A newer version replaces an older one of the same name.
    pub pack: String,
    /// What kind of pack: [`CONTENT`].
    pub kind: String,
    /// Rises with each edition and never falls.
    pub version: u64,
    /// The format of its members: [`FORMAT`].
    pub format: u32,
    /// The lowest version of the app that can use it, as `1.2.3`.
    pub min_app: String,
    /// The day after which it should be replaced; it goes on working.
    pub expires: Option<Date>,
    /// Whether it may be used with people: every number confirmed, and not signed with the test key.
    pub release: bool,
    /// Everything else inside the pack.
    pub members: Vec<Member>,
}

/// One file inside a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name, without any path.
    pub name: String,
    /// Its size in bytes, unpacked.
    pub size: u64,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
}

impl Member {
    /// What the manifest says of a file with these bytes.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), size: bytes.len() as u64, sha256: sha256(bytes) }
    }

    /// Whether these are its bytes.
    #[must_use]
    pub fn is(&self, bytes: &[u8]) -> bool {
        *self == Self::of(&self.name, bytes)
    }
}

impl Manifest {
    /// Reads a manifest whose signature has been checked.
    ///
    /// # Errors
    /// [`OpenError::TooNew`], [`OpenError::TooOld`] when this app cannot use the pack, [`OpenError::Damaged`] when it
    /// is no manifest.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        // The format comes first: a newer one may have fields that this version cannot read.
        let Format { format } = serde_json::from_slice(bytes).map_err(|_| OpenError::Damaged)?;
        match format {
            FORMAT => {}
            older if older < FORMAT => return Err(OpenError::TooOld),
            _ => return Err(OpenError::TooNew),
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| OpenError::Damaged)?;
        if manifest.kind != CONTENT {
            return Err(OpenError::TooNew);
        }
        let needed = parts(&manifest.min_app).ok_or(OpenError::Damaged)?;
        let own = parts(env!("CARGO_PKG_VERSION")).ok_or(OpenError::Damaged)?;
        if needed > own {
            return Err(OpenError::TooNew);
        }
        if is_plain(&manifest.pack) { Ok(manifest) } else { Err(OpenError::Damaged) }
    }
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Whether a pack's name can be part of a file's name everywhere.
fn is_plain(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&name.len()) && name.bytes().all(plain)
}

/// The numbers of a version such as `1.2.3`.
fn parts(version: &str) -> Option<[u32; 3]> {
    let mut parts = version.split('.').map(|part| part.parse().ok());
    let all = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(all)
}

/// The SHA-256 of these bytes, in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(change: impl FnOnce(&mut serde_json::Value)) -> Result<Manifest, OpenError> {
        let mut json = serde_json::json!({
            "pack": "suluh", "kind": "content", "version": 7, "format": FORMAT, "min_app": "0.1.0",
            "expires": "2027-05-01", "release": false, "members": [],
        });
        change(&mut json);
        Manifest::read(json.to_string().as_bytes())
    }

    #[test]
    fn a_manifest_of_this_format_is_read() {
        assert_eq!(manifest(|_| ()).unwrap().version, 7);
        assert_eq!(manifest(|json| json["expires"] = serde_json::Value::Null).unwrap().expires, None);
    }

    #[test]
    fn a_pack_for_another_version_of_the_app_is_refused_and_says_which() {
        let newer = manifest(|json| *json = serde_json::json!({"format": FORMAT + 1, "new": true}));
        assert!(matches!(newer, Err(OpenError::TooNew)));
        assert!(matches!(manifest(|json| json["format"] = 0.into()), Err(OpenError::TooOld)));
        assert!(matches!(manifest(|json| json["min_app"] = "0.1.1".into()), Err(OpenError::TooNew)));
        assert!(matches!(manifest(|json| json["min_app"] = "10.0.0".into()), Err(OpenError::TooNew)));
        assert!(matches!(manifest(|json| json["kind"] = "audio-id".into()), Err(OpenError::TooNew)));
    }

    #[test]
    fn a_name_that_could_leave_the_folder_is_refused() {
        for name in ["", "../suluh", "a/b", "Suluh", "suluh.x", &"a".repeat(41)] {
            let refused = manifest(|json| json["pack"] = name.into());
            assert!(matches!(refused, Err(OpenError::Damaged)), "{name}");
        }
        for version in ["", "1", "1.2", "1.2.3.4", "a.b.c"] {
            let refused = manifest(|json| json["min_app"] = version.into());
            assert!(matches!(refused, Err(OpenError::Damaged)), "{version}");
        }
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
