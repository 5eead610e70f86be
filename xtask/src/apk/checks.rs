//! What an APK must be before anybody installs it.

use std::path::Path;

use super::{LOWEST_LEVEL, Parts, archive, dex};
use crate::{failure::Failure, program::Program};

/// What Android, the bindings and JNA need by name: R8 must not have left it out.
const NEEDED: &[&str] = &[
    "org/suluh/MainActivity",
    "org/suluh/SuluhApplication",
    "uniffi/bridge/Running",
    "uniffi/bridge/RustBuffer",
    "com/sun/jna/Native",
];
/// Nothing else belongs into the APK. What it has of `android` are R8's stand-ins for what old phones lack.
const ORIGINS: &[&str] = &["org/suluh/", "uniffi/", "com/sun/jna/", "kotlin/", "android/"];
/// What the package must say of itself.
const BADGES: &[&str] = &[
    "package: name='org.suluh'",
    "minSdkVersion:'26'",
    "targetSdkVersion:'36'",
    "launchable-activity: name='org.suluh.MainActivity'",
];
/// Every permission the app may ask for; each one more needs a reason that a person would accept.
const PERMISSIONS: &[&str] = &["android.permission.POST_NOTIFICATIONS", "android.permission.RECEIVE_BOOT_COMPLETED"];

/// Checks code, layout, signature and manifest.
pub(super) fn all(parts: &Parts) -> Result<(), Failure> {
    let apk = parts.apk();
    let code = archive::read(&apk, "classes.dex").map_err(Failure::file(&apk))?;
    let classes = dex::classes(&code).ok_or_else(|| Failure::Unexpected("classes.dex cannot be read".to_owned()))?;
    refuse(&wrong_classes(&classes, &parts.test_classes()))?;
    let misplaced = archive::misplaced(&apk).map_err(Failure::file(&apk))?;
    refuse(
        &misplaced.iter().map(|name| format!("{name} does not lie where Android could use it")).collect::<Vec<_>>(),
    )?;
    Program::new("zipalign").words(["-c", "-p", "4"]).words([&apk]).run()?;
    Program::new("apksigner").words(["verify", "--min-sdk-version", LOWEST_LEVEL]).words([&apk]).run()?;
    refuse(&wrong_badges(&Program::new(parts.aapt2()).words(["dump", "badging"]).words([&apk]).lines()?))
}

fn wrong_classes(classes: &[String], test_classes: &Path) -> Vec<String> {
    let lacking = NEEDED.iter().filter(|needed| !classes.iter().any(|class| class == *needed));
    let foreign = classes.iter().filter(|class| !ORIGINS.iter().any(|origin| class.starts_with(origin)));
    let tests = classes.iter().filter(|class| test_classes.join(class).with_extension("class").exists());
    let lacking = lacking.map(|class| format!("{class} is not in the APK"));
    lacking.chain(foreign.chain(tests).map(|class| format!("{class} does not belong into the APK"))).collect()
}

fn wrong_badges(badging: &[String]) -> Vec<String> {
    let lacking = BADGES.iter().filter(|badge| !badging.iter().any(|line| line.starts_with(**badge)));
    let asked = badging.iter().filter(|line| line.starts_with("uses-permission"));
    let unknown = asked.filter(|line| !PERMISSIONS.iter().any(|known| line.contains(&format!("name='{known}'"))));
    let lacking = lacking.map(|badge| format!("the APK does not say: {badge}"));
    lacking.chain(unknown.map(|line| format!("nobody has agreed to this: {line}"))).collect()
}

fn refuse(faults: &[String]) -> Result<(), Failure> {
    if faults.is_empty() { Ok(()) } else { Err(Failure::Unexpected(faults.join("\n"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn code_that_is_missing_or_foreign_is_named() {
        let mut classes = texts(NEEDED);
        assert!(wrong_classes(&classes, Path::new("/nowhere")).is_empty());

        classes.retain(|class| class != "com/sun/jna/Native");
        classes.push("org/junit/Assert".to_owned());

        let expected = ["com/sun/jna/Native is not in the APK", "org/junit/Assert does not belong into the APK"];
        assert_eq!(wrong_classes(&classes, Path::new("/nowhere")), expected);
    }

    #[test]
    fn a_permission_nobody_agreed_to_is_refused() {
        let mut badging = texts(BADGES);
        assert!(wrong_badges(&badging).is_empty());

        badging.push("uses-permission: name='android.permission.INTERNET'".to_owned());

        let expected = ["nobody has agreed to this: uses-permission: name='android.permission.INTERNET'"];
        assert_eq!(wrong_badges(&badging), expected);
    }
}
