//! The APK, made without the Android SDK: R8 shrinks the code, we write the zip, apksigner signs it. It lacks the core's
//! library, which only a machine with the NDK can make: see `android/build.gradle.kts`.

mod archive;
mod checks;
mod dex;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{failure::Failure, jvm, places::Places, program::Program};
use archive::{Archive, Kept};

/// The processors it is made for: phones, older phones, emulators.
const ABIS: &[&str] = &["arm64-v8a", "armeabi-v7a", "x86_64"];
/// As in `android/resources.sh`.
const LOWEST_LEVEL: &str = "26";
/// No secret: the key it opens is made anew on every machine, and nobody trusts what that key signs.
const KEY_PASSWORD: &str = "suluh-dev";

/// What the APK is made of and into, below `android/target`.
struct Parts(PathBuf);

impl Parts {
    fn new(places: &Places) -> Self {
        Self(places.root.join("android/target"))
    }

    /// Compiled by Maven, for the shell and for its tests.
    fn classes(&self) -> PathBuf {
        self.0.join("classes")
    }

    fn test_classes(&self) -> PathBuf {
        self.0.join("test-classes")
    }

    /// Manifest, resources and content, as aapt2 packed them.
    fn resources(&self) -> PathBuf {
        self.0.join("resources.ap_")
    }

    /// Fetched by Maven.
    fn fetched(&self, name: &str) -> PathBuf {
        self.0.join("apk-parts").join(name)
    }

    /// On the way to the APK.
    fn between(&self, name: &str) -> PathBuf {
        self.0.join("apk").join(name)
    }

    fn aapt2(&self) -> PathBuf {
        self.0.join("tools/prebuilt/linux/aapt2_64")
    }

    fn apk(&self) -> PathBuf {
        self.0.join("suluh-dev.apk")
    }
}

/// Makes `android/target/suluh-dev.apk` of what `mvn process-classes` left, and checks it.
pub(crate) fn build(places: &Places) -> Result<(), Failure> {
    let parts = Parts::new(places);
    shrink(&places.root.join("android"), &parts)?;
    let unsigned = parts.between("unsigned.apk");
    assemble(&parts, &unsigned, ABIS, None).map_err(Failure::file(&unsigned))?;
    sign(&places.target.join("suluh-dev.p12"), &unsigned, &parts.apk())?;
    checks::all(&parts)
}

/// How big the APK is, and how big it would be with the core in it.
pub(crate) fn figures(places: &Places) -> Result<Vec<String>, Failure> {
    build(places)?;
    Program::cargo(&places.root).words(["build", "--release", "--package", "bridge"]).run()?;
    let core = places.released_library();
    let parts = Parts::new(places);
    let with_core = |kept: Kept| {
        let file = parts.between("estimate.apk");
        assemble(&parts, &file, &ABIS[..1], Some((&core, kept))).map_err(Failure::file(&file))?;
        size(&file)
    };
    Ok(vec![
        format!("{}, signed, with JNA for {} kinds of processor and without the core", size(&parts.apk())?, ABIS.len()),
        format!(
            "estimate for {} alone, the core's library for {} standing in for its own: {} to install, {} when the library is deflated for the way; aim: 12 MB",
            ABIS[0],
            std::env::consts::ARCH,
            with_core(Kept::Mapped)?,
            with_core(Kept::Deflated)?,
        ),
    ])
}

/// Makes one `classes.dex` of our classes, Kotlin's and JNA's, unless exactly this was done before: R8 takes a minute.
fn shrink(android: &Path, parts: &Parts) -> Result<(), Failure> {
    let (classes, rules) = (parts.classes(), android.join("r8.pro"));
    if !classes.join("org/suluh").is_dir() {
        return Err(Failure::Unexpected(format!("{} lacks our classes: compile them first", classes.display())));
    }
    let print = jvm::fingerprint(&[classes.clone(), rules.clone(), android.join("pom.xml")])?;
    let mark = parts.between("shrunk-from");
    if fs::read_to_string(&mark).is_ok_and(|before| before == print) {
        return Ok(());
    }
    Program::new("mvn").at(android).within_minutes(15).words(["-q", "-B", "dependency:copy@apk-parts"]).run()?;
    let made = parts.between("");
    fs::create_dir_all(&made).map_err(Failure::file(&made))?;
    let jar = parts.between("classes.jar");
    pack(&classes, &jar).map_err(Failure::file(&jar))?;
    let r8 =
        Program::new("java").at(android).within_minutes(15).words(["-Xmx2g", "-cp"]).words([parts.fetched("r8.jar")]);
    let r8 = r8.words(["com.android.tools.r8.R8", "--release", "--no-data-resources", "--min-api", LOWEST_LEVEL]);
    // Robolectric's framework comes without java.*: the JDK's stands in for it.
    let r8 = r8.words(["--lib".into(), parts.fetched("android-all.jar"), "--lib".into(), java_home()?]);
    let r8 = r8.words(["--pg-conf".into(), rules, "--output".into(), made]);
    r8.words([jar, parts.fetched("kotlin-stdlib.jar"), parts.fetched("jna.aar")]).run()?;
    fs::write(&mark, print).map_err(Failure::file(mark))
}

/// The folder of the JDK whose `java` is found first.
fn java_home() -> Result<PathBuf, Failure> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let java = std::env::split_paths(&path).find_map(|folder| fs::canonicalize(folder.join("java")).ok());
    let home = java.and_then(|java| java.ancestors().nth(2).map(Path::to_path_buf));
    home.ok_or_else(|| Failure::Unexpected("no `java` was found".to_owned()))
}

/// Packs a folder of classes into a jar: R8 takes no folders.
fn pack(classes: &Path, jar: &Path) -> io::Result<()> {
    let mut archive = Archive::create(jar)?;
    let mut folders = vec![classes.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "class") {
                let name = path.strip_prefix(classes).unwrap_or(&path).to_string_lossy();
                archive.add(&name, &fs::read(&path)?, Kept::InPlace)?;
            }
        }
    }
    archive.finish()
}

/// Writes the APK, still unsigned. The core's library goes with it where there is one.
fn assemble(parts: &Parts, apk: &Path, abis: &[&str], core: Option<(&Path, Kept)>) -> io::Result<()> {
    let mut archive = Archive::create(apk)?;
    archive.take_over(&parts.resources())?;
    archive.add("classes.dex", &fs::read(parts.between("classes.dex"))?, Kept::Deflated)?;
    for abi in abis {
        let dispatch = archive::read(&parts.fetched("jna.aar"), &format!("jni/{abi}/libjnidispatch.so"))?;
        archive.add(&format!("lib/{abi}/libjnidispatch.so"), &dispatch, Kept::Mapped)?;
        if let Some((library, kept)) = core {
            archive.add(&format!("lib/{abi}/libbridge.so"), &fs::read(library)?, kept)?;
        }
    }
    archive.finish()
}

/// Signs with a development key, which is made when it is not there. Releases are signed elsewhere, with a key that is kept.
fn sign(key: &Path, unsigned: &Path, apk: &Path) -> Result<(), Failure> {
    if !key.exists() {
        let keytool = Program::new("keytool").words(["-genkeypair", "-alias", "dev", "-dname", "CN=Suluh development"]);
        let keytool =
            keytool.words(["-keyalg", "RSA", "-keysize", "3072", "-validity", "9000", "-storetype", "PKCS12"]);
        keytool.words(["-storepass", KEY_PASSWORD, "-keystore"]).words([key]).within_minutes(5).run()?;
    }
    let apksigner =
        Program::new("apksigner").within_minutes(5).words(["sign", "--ks-key-alias", "dev", "--ks"]).words([key]);
    let apksigner = apksigner.words(["--ks-pass", &format!("pass:{KEY_PASSWORD}"), "--min-sdk-version", LOWEST_LEVEL]);
    apksigner
        .words(["--v1-signing-enabled", "false", "--v4-signing-enabled", "false", "--out"])
        .words([apk, unsigned])
        .run()
}

fn size(file: &Path) -> Result<String, Failure> {
    let bytes = fs::metadata(file).map_err(Failure::file(file))?.len();
    let hundredths = bytes / 10_000;
    Ok(format!("{}.{:02} MB ({bytes} bytes)", hundredths / 100, hundredths % 100))
}
