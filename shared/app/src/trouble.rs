//! What went wrong, in words: what happened, that nothing was lost, what to do.

use casework::NotCovered;
use i18n::Texts;

use crate::{
    effects::{
        packs::{InstallProblem, PacksProblem},
        vault::{Part, VaultProblem, WeakPin},
    },
    event::DeviceTask,
};

/// What the device could not do, as a sentence.
pub(crate) fn device(t: &Texts, task: DeviceTask) -> String {
    match task {
        DeviceTask::Open => t.trouble_device_open(),
        DeviceTask::Share => t.trouble_device_share(),
        DeviceTask::Print => t.trouble_device_print(),
        DeviceTask::Speak => t.trouble_device_speak(),
        DeviceTask::Remind => t.trouble_device_remind(),
    }
}

/// The vault's refusal as a sentence.
pub(crate) fn vault(t: &Texts, problem: &VaultProblem) -> String {
    match problem {
        VaultProblem::Locked => t.trouble_locked(),
        VaultProblem::NotFound => t.trouble_not_found(),
        VaultProblem::WrongPin { .. } => t.trouble_wrong_pin(),
        VaultProblem::Wait { .. } => t.trouble_wait(),
        VaultProblem::WeakPin(weak) => match weak {
            WeakPin::TooShort => t.trouble_pin_short(),
            WeakPin::TooLong => t.trouble_pin_long(),
            WeakPin::Repeats => t.trouble_pin_repeats(),
            WeakPin::Sequence => t.trouble_pin_sequence(),
            WeakPin::Date => t.trouble_pin_date(),
            WeakPin::Common => t.trouble_pin_common(),
        },
        VaultProblem::Missing(part) => missing(t, *part),
        VaultProblem::Damaged => t.trouble_damaged(),
        VaultProblem::TooNew => t.trouble_too_new(),
        VaultProblem::Full => t.trouble_full(),
        VaultProblem::Disk => t.trouble_disk(),
        VaultProblem::DeviceKey => t.trouble_device_key(),
        VaultProblem::NoConsent => t.trouble_consent_outside(),
        VaultProblem::NotCovered(why) => match why {
            NotCovered::Withdrawn => t.trouble_consent_withdrawn(),
            NotCovered::Expired => t.trouble_consent_expired(),
            _ => t.trouble_consent_outside(),
        },
    }
}

/// What a missing part of the vault means.
pub(crate) fn missing(t: &Texts, part: Part) -> String {
    match part {
        Part::Slot => t.trouble_missing_slot(),
        Part::DeviceKey => t.trouble_missing_device_key(),
        Part::Database => t.trouble_missing_database(),
    }
}

/// Why there is no directory and no conversation.
pub(crate) fn packs(t: &Texts, problem: PacksProblem) -> String {
    match problem {
        PacksProblem::Missing => t.trouble_pack_missing(),
        PacksProblem::Damaged => t.trouble_pack_damaged(),
        PacksProblem::Foreign => t.trouble_pack_foreign(),
        PacksProblem::TooNew => t.trouble_pack_too_new(),
    }
}

/// Why new content was not installed.
pub(crate) fn install(t: &Texts, problem: InstallProblem) -> String {
    match problem {
        InstallProblem::NotAPack => t.trouble_install_not_a_pack(),
        InstallProblem::Damaged => t.trouble_install_damaged(),
        InstallProblem::NeedsBase => t.trouble_install_needs_base(),
        InstallProblem::Foreign => t.trouble_install_foreign(),
        InstallProblem::Older => t.trouble_install_older(),
        InstallProblem::TooNew => t.trouble_install_too_new(),
        InstallProblem::Unreadable => t.trouble_install_unreadable(),
        InstallProblem::Full => t.trouble_install_full(),
        InstallProblem::Disk => t.trouble_install_disk(),
    }
}
