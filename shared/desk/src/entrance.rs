//! Who may come in: one person at a time, with an address that works once.
//!
//! A new address closes the old session. Every secret is 32 random bytes and compared in constant time.

use data_encoding::HEXLOWER;
use subtle::ConstantTimeEq;

/// Random words nobody can guess; never printed by `Debug`.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(HEXLOWER.encode(&bytes)))
    }

    /// The secret as it is handed out.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

/// The one session there may be.
pub(crate) struct Entrance {
    /// In the address; gone once used.
    token: Option<Secret>,
    /// In the cookie; counts only once the token was used.
    cookie: Secret,
    /// In every form.
    form_key: Secret,
}

impl Entrance {
    /// An entrance nobody has come through yet.
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { token: Some(Secret::new()?), cookie: Secret::new()?, form_key: Secret::new()? })
    }

    /// The token of the address, while it has not been used.
    pub(crate) fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// Uses the token up; the cookie to hand out, if it was the right one.
    pub(crate) fn enter(&mut self, token: &str) -> Option<&Secret> {
        self.token.take_if(|secret| secret.is(token)).map(|_| &self.cookie)
    }

    /// The key of the session's forms, for who is inside.
    pub(crate) fn form_key(&self, cookie: &str) -> Option<&Secret> {
        (self.token.is_none() && self.cookie.is(cookie)).then_some(&self.form_key)
    }

    /// Whether a form was made for this session.
    pub(crate) fn made_here(&self, form_key: &str) -> bool {
        self.form_key.is(form_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_works_once() {
        let mut entrance = Entrance::new().unwrap();
        let token = entrance.token().unwrap().clone();

        assert!(entrance.enter("something else").is_none());
        let cookie = entrance.enter(token.reveal()).unwrap().clone();

        assert!(entrance.enter(token.reveal()).is_none());
        assert!(entrance.form_key(cookie.reveal()).is_some());
        assert!(entrance.form_key(token.reveal()).is_none());
    }

    #[test]
    fn nobody_is_inside_before_the_address_was_used() {
        let entrance = Entrance::new().unwrap();

        assert!(entrance.form_key(entrance.cookie.reveal()).is_none());
    }
}
