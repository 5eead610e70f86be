//! `suluh`: the app in a browser on this computer.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use desk::{Files, Options, ServeError};
use i18n::Texts;
use runtime::{Abilities, Config, PackSource, Running, SoftwareKey, StartError};

use crate::{bundled, pack_command, say};

#[derive(clap::Args)]
pub(crate) struct DeskArguments {
    /// Where conversations and cases are kept, encrypted [default: the user's own data folder].
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The port on 127.0.0.1 [default: a free one].
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Print the address instead of opening a browser.
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn run(arguments: DeskArguments) -> ExitCode {
    let t = say::texts();
    let folder = match arguments.data.map_or_else(usual_folder, Ok) {
        Ok(folder) => folder,
        Err(error) => return say::failed(t.command_data_folder("", error.to_string())),
    };
    let packs = match packs(t, &folder) {
        Ok(packs) => packs,
        Err(why) => return say::failed(why),
    };
    let key = Box::new(SoftwareKey::new(&runtime::vault_folder(&folder)));
    let token_folder = runtime_folder().unwrap_or_else(|| folder.clone()).join("suluh-entrance");
    let files = Arc::new(Files::new(token_folder.clone()));
    let abilities = Abilities { files: true, reminders: false };
    let config = Config { folder: folder.clone(), packs, key, abilities };
    let running = match Running::start(config, files.clone()) {
        Ok(running) => Arc::new(running),
        Err(StartError::InUse) => return say::failed(t.command_in_use()),
        Err(StartError::Disk(error)) => {
            return say::failed(t.command_data_folder(folder.display().to_string(), error.to_string()));
        }
    };
    let options = Options { port: arguments.port, token_folder, open_browser: !arguments.no_open };
    let served = desk::serve(running.clone(), &files, &options);
    running.close();
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(ServeError::PortBusy(port)) => say::failed(t.command_port_busy(port.to_string())),
        Err(error) => say::failed(t.command_desk_failed(error.to_string())),
    }
}

/// What to use beside the installed pack. The one the program carries takes a moment to build, so it is only built when
/// it is needed.
fn packs(t: &Texts, folder: &Path) -> Result<PackSource, String> {
    match runtime::installed_pack(folder) {
        Some(Ok(_)) => return Ok(PackSource::Missing),
        Some(Err(error)) => eprintln!("{}", t.command_pack_refused(pack_command::refused(t, &error))),
        None => {}
    }
    bundled::pack().map(PackSource::Bytes).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        faults.join("\n")
    })
}

/// A folder for things that live as long as the login, if the system has one.
fn runtime_folder() -> Option<PathBuf> {
    absolute("XDG_RUNTIME_DIR").filter(|folder| folder.is_dir())
}

/// A folder the environment names; the specification says to pass over relative ones.
fn absolute(name: &str) -> Option<PathBuf> {
    env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// The user's own data folder, as the XDG base directory specification names it.
fn usual_folder() -> io::Result<PathBuf> {
    let data = absolute("XDG_DATA_HOME").or_else(|| Some(absolute("HOME")?.join(".local/share")));
    let folder = data.map(|data| data.join("suluh")).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(folder)
}
