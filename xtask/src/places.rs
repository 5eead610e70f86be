//! Where things are.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// The folders of one checkout.
pub(crate) struct Places {
    /// The checkout.
    pub(crate) root: PathBuf,
    /// What cargo builds into.
    pub(crate) target: PathBuf,
}

impl Places {
    /// The checkout this program was built from, and the folder it was built into.
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = env::current_exe().map_err(Failure::file("xtask"))?;
        // target/debug/xtask
        let target = here.ancestors().nth(2).unwrap_or(Path::new("target")).to_path_buf();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = fs::canonicalize(&root).map_err(Failure::file(root))?;
        Ok(Self { root, target })
    }

    /// A program of ours, as built for tests.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(name)
    }

    /// The folder with the core's library, as built for tests.
    pub(crate) fn libraries(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// The core's library, as built for tests.
    pub(crate) fn library(&self) -> PathBuf {
        self.libraries().join(format!("{}bridge{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX))
    }

    /// A program of ours, as built to be fast.
    pub(crate) fn released(&self, name: &str) -> PathBuf {
        self.target.join("release").join(name)
    }

    /// The core's library as a phone would get it, but for this machine.
    pub(crate) fn released_library(&self) -> PathBuf {
        let name = format!("{}bridge{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
        self.target.join("release").join(name)
    }

    /// The pack made from the content.
    pub(crate) fn pack(&self) -> PathBuf {
        self.target.join("content.pack")
    }

    /// The same content with another number, to see what somebody is shown before it is used.
    pub(crate) fn changed_pack(&self) -> PathBuf {
        self.target.join("changed.pack")
    }

    /// What the comparison with other engines is built into.
    pub(crate) fn peers(&self) -> PathBuf {
        self.target.join("peers")
    }

    /// The bindings of one language.
    pub(crate) fn bindings(&self, language: &str) -> PathBuf {
        self.target.join("bindings").join(language)
    }
}
