//! A further signature on a pack: publishers sign one after the other, each at their own desk.

use data_encoding::BASE64;
use packs::{MANIFEST, OpenError, Parts, SIGNATURES, zipped};

use super::sign::Key;

/// Why a pack was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SignFault {
    /// The pack is none, is damaged, or is of another version.
    #[error(transparent)]
    Refused(#[from] OpenError),
    /// The key has signed it before: two signatures of one person are worth one.
    #[error("this key has signed the pack already")]
    SignedAlready,
    /// There is no room for another signature.
    #[error("the pack has as many signatures as it can hold")]
    Full,
    /// It could not be put together again.
    #[error("the pack could not be packed")]
    Packing,
}

/// The pack with one more signature; everything else in it stays as it was. It is looked into first: a signature says that its
/// giver stands for every part.
///
/// # Errors
/// [`SignFault`].
pub fn countersign(pack: &[u8], key: &Key) -> Result<Vec<u8>, SignFault> {
    let mut parts = Parts::of(pack)?;
    parts.check()?;
    if parts.signatures.iter().any(|signature| signer_of(signature) == Some(key.number())) {
        return Err(SignFault::SignedAlready);
    }
    if parts.signatures.len() >= SIGNATURES.len() {
        return Err(SignFault::Full);
    }
    let comment = format!("pack {} version {}", parts.manifest.pack, parts.manifest.version);
    parts.signatures.push(key.sign(&parts.signed, &comment).into_bytes());
    let signed = packed(&parts).ok_or(SignFault::Packing)?;
    Parts::of(&signed)?;
    Ok(signed)
}

/// A pack of these parts; of a delta, those that are there.
pub(super) fn packed(parts: &Parts) -> Option<Vec<u8>> {
    let signatures = SIGNATURES.into_iter().zip(&parts.signatures);
    let members = parts.members.iter().map(|(name, bytes)| (name.as_str(), bytes));
    zipped([(MANIFEST, &parts.signed)].into_iter().chain(signatures).chain(members)).ok()
}

/// The number of the key that made a signature: a comment, then base64 of the algorithm, the number, the signature.
fn signer_of(signature: &[u8]) -> Option<[u8; 8]> {
    let line = std::str::from_utf8(signature).ok()?.lines().nth(1)?;
    BASE64.decode(line.trim().as_bytes()).ok()?.get(2..10)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use minisign::KeyPair;
    use packs::THRESHOLD;

    use super::super::tests::{options, own_content};
    use super::super::{KeyFault, build_content};
    use super::*;

    const PASSWORD: &str = "made up for this test";

    /// A publisher's key as the app would know it, and as its owner keeps it: protected.
    fn publisher() -> (String, String) {
        let pair = KeyPair::generate_encrypted_keypair(Some(PASSWORD.to_owned())).unwrap();
        (pair.pk.to_box().unwrap().to_string(), pair.sk.to_box(None).unwrap().to_string())
    }

    fn unlocked(secret: &str) -> Key {
        Key::unlock(secret, || Ok(PASSWORD.to_owned())).unwrap()
    }

    #[test]
    fn two_of_three_publishers_sign_one_after_the_other_and_neither_twice() {
        let three = [publisher(), publisher(), publisher()];
        let known: Vec<&str> = three.iter().map(|(public, _)| public.as_str()).collect();
        let built = build_content(&own_content(), &options()).unwrap();
        let signed_by = |pack: &[u8]| Parts::of(pack).unwrap().signed_by(&known).unwrap();
        assert_eq!(signed_by(&built), 0, "the test key is nobody's");

        let once = countersign(&built, &unlocked(&three[0].1)).unwrap();
        assert_eq!(signed_by(&once), 1);
        assert!(signed_by(&once) < THRESHOLD, "one alone is refused");
        assert!(matches!(countersign(&once, &unlocked(&three[0].1)), Err(SignFault::SignedAlready)));

        let twice = countersign(&once, &unlocked(&three[1].1)).unwrap();
        assert!(signed_by(&twice) >= THRESHOLD, "two are enough");
        let (before, after) = (Parts::of(&built).unwrap(), Parts::of(&twice).unwrap());
        assert_eq!((before.signed, before.members), (after.signed, after.members), "nothing else becomes different");
        assert_eq!(before.signatures[0], after.signatures[0]);

        assert!(matches!(countersign(&twice, &unlocked(&three[2].1)), Err(SignFault::Full)));
    }

    #[test]
    fn a_damaged_pack_is_not_signed() {
        let mut built = build_content(&own_content(), &options()).unwrap();
        let middle = built.len() / 2;
        built[middle] ^= 1;
        let key = Key::from_parts([9; 8], [7; 32]);

        assert!(matches!(countersign(&built, &key), Err(SignFault::Refused(OpenError::Damaged))));
        assert!(matches!(countersign(b"mine", &key), Err(SignFault::Refused(OpenError::NotAPack))));
    }

    #[test]
    fn a_pack_that_nobody_could_open_is_not_signed() {
        let built = build_content(&own_content(), &options()).unwrap();
        let refused = |change: &dyn Fn(&mut Parts)| {
            let mut parts = Parts::of(&built).unwrap();
            change(&mut parts);
            match countersign(&packed(&parts).unwrap(), &Key::from_parts([9; 8], [7; 32])) {
                Err(SignFault::Refused(error)) => Some(error),
                _ => None,
            }
        };
        // Its test signature is of another list of contents.
        let another_list = |parts: &mut Parts| parts.signed.push(b'\n');
        let signed_by_a_stranger = |parts: &mut Parts| {
            let stranger = Key::from_parts([1; 8], [2; 32]);
            parts.signatures = vec![stranger.sign(&parts.signed, "test").into_bytes()];
        };
        // Every hash and signature is right.
        let no_questions = |parts: &mut Parts| {
            let name = packs::GUIDES;
            let no_guides = b"no guides".to_vec();
            let listed = parts.manifest.members.iter_mut().find(|member| member.name == name).unwrap();
            *listed = packs::Member::of(name, &no_guides);
            parts.members.iter_mut().find(|(other, _)| other == name).unwrap().1 = no_guides;
            parts.signed = serde_json::to_vec(&parts.manifest).unwrap();
            parts.signatures = vec![Key::development().unwrap().sign(&parts.signed, "test").into_bytes()];
        };

        assert!(matches!(refused(&another_list), Some(OpenError::Damaged)));
        assert!(matches!(refused(&signed_by_a_stranger), Some(OpenError::Foreign)));
        assert!(matches!(refused(&no_questions), Some(OpenError::Damaged)));
        assert!(refused(&|_| {}).is_none());
    }

    #[test]
    fn a_key_is_unlocked_by_its_own_password_only() {
        let (_, secret) = publisher();
        let open = |password: &str| Key::unlock(&secret, || Ok(password.to_owned()));

        assert!(open(PASSWORD).is_ok());
        assert!(matches!(open("another"), Err(KeyFault::WrongPassword)));
        let nobody = Key::unlock(&secret, || Err(std::io::ErrorKind::UnexpectedEof.into()));
        assert!(matches!(nobody, Err(KeyFault::NoPassword(_))));
        let open_key = KeyPair::generate_unencrypted_keypair().unwrap().sk.to_box(None).unwrap().to_string();
        assert!(Key::unlock(&open_key, || unreachable!("no password protects it")).is_ok());
        assert!(matches!(Key::unlock("no key", || Ok(String::new())), Err(KeyFault::NotAKey)));
    }
}
