//! What devices say to each other, and in which order things happened.
//!
//! For now the envelope of an event ([`Event`]), its ids and the clock that orders events for display ([`Hlc`]).
//! Pure: time, ids and randomness come in as values.

mod event;
mod hlc;
mod id;
mod moment;

pub use event::{Event, EventId};
pub use hlc::Hlc;
pub use id::{DeviceId, NotAnId, SpaceId};
pub use moment::Moment;
