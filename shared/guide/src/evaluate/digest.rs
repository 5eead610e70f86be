//! Hashes and encodings.

use std::borrow::Cow;

use data_encoding::{BASE64, HEXLOWER};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::call::Given;
use crate::value::Value;

/// `digest(x, algorithm, encoding)`; empty for an algorithm or encoding nobody knows.
pub(super) fn digest<'a>(given: &mut Given<'a, '_>) -> Value<'a> {
    let (text, algorithm) = (given.text(), given.text());
    let bytes = text.as_bytes();
    let hash = match algorithm.to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(bytes).to_vec(),
        "SHA-1" => Sha1::digest(bytes).to_vec(),
        "SHA-256" => Sha256::digest(bytes).to_vec(),
        "SHA-384" => Sha384::digest(bytes).to_vec(),
        "SHA-512" => Sha512::digest(bytes).to_vec(),
        _ => return Value::EMPTY,
    };
    let encoding = given.next().map(|encoding| encoding.text().to_ascii_lowercase());
    match encoding.as_deref() {
        None | Some("base64") => Value::Text(Cow::Owned(BASE64.encode(&hash))),
        Some("hex") => Value::Text(Cow::Owned(HEXLOWER.encode(&hash))),
        Some(_) => Value::EMPTY,
    }
}

/// The text written in Base64; empty when it is none.
pub(super) fn base64_decode<'a>(text: &str) -> Value<'a> {
    let bytes: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let decoded = BASE64.decode(&bytes).ok();
    let text = decoded.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Value::Text(Cow::Owned(text.unwrap_or_default()))
}
