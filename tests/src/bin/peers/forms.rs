//! The forms that are played.

use std::{error::Error, fs, path::Path, sync::Arc};

use authoring::{
    play::{self, NotPlayed},
    source,
};
use guide::Form;
use serde_json::Value;

/// All of them.
pub(crate) struct Forms {
    pub(crate) all: Vec<Questionnaire>,
}

/// One form, ready to be played.
pub(crate) struct Questionnaire {
    /// Its path in the checkout.
    pub(crate) name: String,
    /// The same as an `XForm`, which is all that `JavaRosa` reads.
    pub(crate) xml: String,
    /// A script that came with it.
    pub(crate) script: Option<Value>,
    /// As Suluh compiled it, or why not.
    compiled: Result<Arc<Form>, String>,
}

impl Forms {
    /// From a list: a line for each form with its path, the path of its `XForm` and that of a script, parted by tabs; the
    /// script may be left out.
    pub(crate) fn read(list: &Path) -> Result<Self, Box<dyn Error>> {
        let text = fs::read_to_string(list)?;
        Ok(Self { all: text.lines().map(Questionnaire::read).collect::<Result<_, _>>()? })
    }
}

impl Questionnaire {
    fn read(line: &str) -> Result<Self, Box<dyn Error>> {
        let mut cells = line.split('\t');
        let (Some(name), Some(xml)) = (cells.next(), cells.next()) else {
            return Err(format!("not a form and its XForm: {line}").into());
        };
        let script = cells.next().map(|path| fs::read(path).map(|bytes| serde_json::from_slice(&bytes))).transpose()?;
        let faults = |faults: Vec<_>| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let compiled = source::compile_file(Path::new(name)).map(|compiled| Arc::new(compiled.form)).map_err(faults);
        Ok(Self { name: name.to_owned(), xml: xml.to_owned(), script: script.transpose()?, compiled })
    }

    /// What Suluh makes of a script.
    pub(crate) fn play(&self, script: &Value, now: &str) -> Result<Value, Box<dyn Error>> {
        let script = serde_json::from_value(script.clone())?;
        let today = play::now(now).ok_or("not a moment")?;
        Ok(match &self.compiled {
            Ok(form) => serde_json::to_value(play::play(Arc::clone(form), &script, today))?,
            Err(why) => serde_json::to_value(NotPlayed { engine: "suluh", load_error: why.clone() })?,
        })
    }
}
