//! Checks every language against English and writes one typed function a message.
//!
//! The build stops when a complete language lacks a message, has one too many, or uses other variables.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

/// The language the others are held against.
const MASTER: &str = "en";
/// Languages that are complete at all times.
const COMPLETE: [&str; 2] = ["en", "id"];

/// Message name to the names of its variables.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() {
    let locales = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../locales");
    println!("cargo::rerun-if-changed={}", locales.display());

    let mut faults = Vec::new();
    let mut all = BTreeMap::new();
    let mut sources = String::new();
    for language in COMPLETE {
        let files = ftl_files(&locales.join(language));
        let mut messages = Messages::new();
        writeln!(sources, "const {}: &[&str] = &[", language.to_uppercase()).expect("writing to a string");
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let file = file.canonicalize().expect("listed a moment ago");
            read(&file, &mut messages, &mut faults);
            writeln!(sources, "    include_str!({:?}),", file.display().to_string()).expect("writing to a string");
        }
        sources.push_str("];\n");
        all.insert(language, messages);
    }
    let master = &all[MASTER];
    for (language, messages) in &all {
        faults.extend(differences(language, messages, master));
    }
    assert!(faults.is_empty(), "locales/:\n{}", faults.join("\n"));

    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("messages.rs"), format!("{sources}\n{}", functions(master)))
        .expect("cargo's folder can be written");
}

fn ftl_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a folder that was just opened").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
        .collect();
    files.sort();
    files
}

fn read(file: &Path, messages: &mut Messages, faults: &mut Vec<String>) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let resource = match parser::parse(text) {
        Ok(resource) => resource,
        Err((_, errors)) => {
            faults.extend(errors.iter().map(|error| format!("{}: {error}", file.display())));
            return;
        }
    };
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut variables = BTreeSet::new();
        match &message.value {
            Some(pattern) => collect(pattern, &mut variables),
            None => faults.push(format!("{}: {} has no words", file.display(), message.id.name)),
        }
        if messages.insert(message.id.name.clone(), variables).is_some() {
            faults.push(format!("{}: {} is written twice", file.display(), message.id.name));
        }
    }
}

fn collect(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, variables);
        }
    }
}

fn collect_expression(expression: &Expression<String>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, variables),
        Expression::Select { selector, variants } => {
            collect_inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, variables),
        _ => {}
    }
}

fn differences(language: &str, messages: &Messages, master: &Messages) -> Vec<String> {
    let missing = master.keys().filter(|name| !messages.contains_key(*name));
    let extra = messages.keys().filter(|name| !master.contains_key(*name));
    let other =
        messages.iter().filter(|(name, variables)| master.get(*name).is_some_and(|wanted| wanted != *variables));
    missing
        .map(|name| format!("{language}: {name} is missing"))
        .chain(extra.map(|name| format!("{language}: {name} is not in {MASTER}")))
        .chain(other.map(|(name, _)| format!("{language}: {name} uses other variables than {MASTER}")))
        .collect()
}

fn functions(messages: &Messages) -> String {
    let mut code = String::from("impl Texts {\n");
    for (name, variables) in messages {
        let function = name.replace('-', "_");
        let mut parameters = String::new();
        let mut arguments = String::new();
        for variable in variables {
            write!(parameters, ", {variable}: impl Into<FluentValue<'a>>").expect("writing to a string");
            write!(arguments, "({variable:?}, {variable}.into()), ").expect("writing to a string");
        }
        let lifetime = if variables.is_empty() { "" } else { "<'a>" };
        writeln!(
            code,
            "    /// The message `{name}`.\n    #[must_use]\n    pub fn {function}{lifetime}(&self{parameters}) -> String {{\n        \
             self.message({name:?}, [{arguments}])\n    }}\n"
        )
        .expect("writing to a string");
    }
    code.push_str("}\n");
    code
}
