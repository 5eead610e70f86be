//! Ids: 16 bytes that carry no time, place or name.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                bytes(text).map($name)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    };
}

id! {
    /// A device of a team: the first 16 bytes of BLAKE3 over its ed25519 public key. Written as 32 hexadecimal digits.
    DeviceId
}

id! {
    /// A space: one conversation or case. 16 random bytes, written as 32 hexadecimal digits.
    SpaceId
}

impl SpaceId {
    /// The case code people read to each other: 8 characters of Crockford's alphabet (no I, L, O, U), from the first 5 bytes.
    #[must_use]
    pub fn code(&self) -> String {
        let bits = self.0[..5].iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        (0..8).rev().map(|place| char::from(CROCKFORD[(bits >> (place * 5) & 31) as usize])).collect()
    }
}

fn bytes(text: &str) -> Result<[u8; 16], NotAnId> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok()).ok_or(NotAnId))
        .collect::<Result<_, _>>()?;
    if digits.len() != 32 {
        return Err(NotAnId);
    }
    Ok(std::array::from_fn(|index| digits[index * 2] << 4 | digits[index * 2 + 1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_case_code_is_eight_characters_without_the_ones_people_confuse() {
        let space = SpaceId([0x00, 0x44, 0x32, 0x14, 0xC7, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);

        assert_eq!(space.code(), "01234567");
        assert_eq!(SpaceId([0xFF; 16]).code(), "ZZZZZZZZ");
    }

    #[test]
    fn what_is_not_an_id_is_refused() {
        for text in [
            "",
            "00",
            "zz000000000000000000000000000000",
            "000000000000000000000000000000000",
            "é0000000000000000000000000000000",
        ] {
            assert_eq!(text.parse::<SpaceId>(), Err(NotAnId));
        }
    }

    proptest! {
        #[test]
        fn an_id_reads_back_as_written(bytes: [u8; 16]) {
            let space = SpaceId(bytes);

            prop_assert_eq!(space.to_string().parse::<SpaceId>(), Ok(space));
            prop_assert_eq!(serde_json::from_str::<SpaceId>(&serde_json::to_string(&space).unwrap()).unwrap(), space);
        }
    }
}
