//! Looking again at what lies unpacked of an installed pack: a disk may lose bytes, and opening trusts what was checked when
//! the pack was installed.

use std::fs;
use std::path::Path;

use crate::install::write_through;
use crate::pack::unfold;
use crate::{Packs, read, unpacked};

/// The end of the name of the file that says when everything was looked at last.
const CHECKED: &str = "checked";
/// How long a check lasts: a week (our choice).
const LASTS_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// What looking again came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rechecked {
    /// It was looked at less than a week ago.
    NotDue,
    /// Every byte is as it was signed.
    Good,
    /// Something was not, and was made again from the pack: whoever holds it open opens it again.
    MadeAgain,
    /// The pack is not what was signed either, or the disk refuses: it is no longer to be used.
    Lost,
}

/// Looks at everything that lies unpacked of an installed pack, once a week; `now_ms` is the moment, in milliseconds since 1970.
#[must_use]
pub fn recheck(pack: &Path, now_ms: i64) -> Rechecked {
    let checked = pack.with_extension(CHECKED);
    if !is_due(&checked, now_ms) {
        return Rechecked::NotDue;
    }
    let found = if unpacked::is_whole(pack) { Rechecked::Good } else { made_again(pack) };
    if found != Rechecked::Lost {
        // Where it cannot be written, everything is looked at again sooner.
        let _ = write_through(&checked, now_ms.to_string().as_bytes());
    }
    found
}

/// A clock that was set back makes a check due too.
fn is_due(checked: &Path, now_ms: i64) -> bool {
    let last = fs::read_to_string(checked).ok().and_then(|text| text.trim().parse::<i64>().ok());
    last.is_none_or(|last| !(last..last.saturating_add(LASTS_MS)).contains(&now_ms))
}

/// Lets go of what lies unpacked, and unpacks the pack again.
fn made_again(pack: &Path) -> Rechecked {
    unpacked::discard(pack);
    let made = read(pack).and_then(|bytes| {
        Packs::verify(bytes.clone())?;
        Ok(unpacked::write(pack, &unfold(&bytes)?)?)
    });
    match made {
        Ok(arriving) => {
            arriving.keep();
            Rechecked::MadeAgain
        }
        Err(_) => Rechecked::Lost,
    }
}
