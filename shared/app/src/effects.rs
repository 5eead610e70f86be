//! What the app may ask of the world.

pub mod clock;
pub mod device;
pub mod packs;
pub mod settings;
pub mod vault;

use crux_core::{macros::effect, render::RenderOperation};

/// Every request the app can make; each variant is a lane with its own handler.
#[allow(missing_docs, reason = "the macro's own items carry no documentation")]
mod lanes {
    use super::{RenderOperation, clock, device, effect, packs, settings, vault};

    #[effect]
    pub enum Effect {
        /// Read the screen again.
        Render(RenderOperation),
        /// Keys and case data.
        Vault(vault::VaultRequest),
        /// Questionnaires and the directory.
        Packs(packs::PacksRequest),
        /// Being woken later.
        Clock(clock::ClockRequest),
        /// What is remembered outside the vault.
        Settings(settings::SettingsRequest),
        /// What leads away from the app; never answered.
        Device(device::DeviceRequest),
    }
}

pub use lanes::Effect;
