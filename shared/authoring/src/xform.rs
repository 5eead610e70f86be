//! Compiles a questionnaire written as `XForm` XML, as other tools of the family write it.
//!
//! What does nothing for the answers (appearance, submission, media) is passed over; everything else the engine does not
//! do is refused, by line.

mod actions;
mod binds;
mod body;
mod instance;
pub(crate) mod lists;
pub(crate) mod media;
mod texts;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guide::{Extras, Form, FormError, FormParts, Itemset, Question, QuestionId};
use i18n::Text;

use crate::fault::{Fault, Faults, Problem};
use crate::source::Compiled;
use crate::xpath::{self, Formula, Schema, Scope};
use actions::Draft as Action;
use binds::Rules;
use body::{Body, Draft};
use instance::Instance;
use lists::{Files, Lists};
use texts::{Texts, Words};
use xml::Element;

/// Whether these bytes are XML and no workbook.
#[must_use]
pub fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
}

/// Compiles the bytes of an `XForm`. The files it names are looked for in `folder`.
///
/// # Errors
/// Every fault found, in the order of the document; a form with faults is never made.
pub fn compile(xml: &[u8], folder: Option<&Path>) -> Result<Compiled, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut notes = Faults::default();
    let form = xml::read(xml).and_then(|document| build(&document, &Files::of(folder), &mut faults, &mut notes));
    match form {
        Ok(form) if faults.is_empty() => Ok(Compiled { form, notes: notes.into_vec(), is_ours: false }),
        Ok(_) => Err(faults.into_vec()),
        Err(fault) => {
            faults.push(*fault);
            Err(faults.into_vec())
        }
    }
}

fn build(document: &Element, files: &Files<'_>, faults: &mut Faults, notes: &mut Faults) -> Result<Form, Box<Fault>> {
    let missing = |name: &str| Box::new(Fault::of_line(document.line, None, Problem::MissingElement(name.to_owned())));
    let head = document.child("head").ok_or_else(|| missing("head"))?;
    let model = head.child("model").ok_or_else(|| missing("model"))?;
    let body = document.child("body").ok_or_else(|| missing("body"))?;
    let main = model.children_named("instance").next().and_then(|instance| instance.children().next());
    let main = main.ok_or_else(|| missing("instance"))?;
    let root = format!("/{}", main.name);

    let body = Body::read(body, &root, &binds::ids(model), faults);
    let rules = Rules::read(model, &root, faults, notes);
    let Instance { mut questions, starts, inner, lines, attributes, twice, is_too_large } =
        Instance::read(main, &body, &rules);
    if is_too_large {
        return Err(Box::new(Fault::of_line(main.line, None, Problem::DocumentTooLarge)));
    }
    let texts = Texts::read(model);
    let Lists { tables, documents } = lists::read(model, files, faults, notes);
    let known = questions.clone();
    let mut schema = Schema::new(&known, &tables, &documents, &root);
    schema.is_strict = false;
    schema.attributes = attributes;
    notes.extend(twice.into_iter().map(|(path, line)| Fault::of_line(line, None, Problem::Twice(path))));
    rules.note_nowhere(&schema, notes);
    body.check_bound(&schema, faults);
    let mut compiler = Compiler {
        schema: &schema,
        texts: &texts,
        faults,
        notes,
        outputs: Vec::new(),
        known: BTreeMap::new(),
        said: 0,
        steps: 0,
    };
    let mut actions = Vec::new();
    for (at, question) in questions.iter_mut().enumerate() {
        // Far fewer than 2^32, bounded by the size of a document.
        let id = QuestionId(u32::try_from(at).unwrap_or(u32::MAX));
        if let Some(rule) = rules.of(&known[at].path) {
            rule.compile(id, question, &mut compiler);
        }
        if let Some((count, line)) = body.repeat(&known[at].path).and_then(|repeat| repeat.count.as_ref()) {
            question.count = compiler.formula(count, Scope::with_value(Some(id)), *line, "jr:count");
        }
        if let Some(draft) = body.draft(&known[at].path) {
            let repeats = schema.repeats(question.parent);
            if !body.is_in_its_repeat(draft, repeats.iter().map(|repeat| known[repeat.index()].path.as_str())) {
                let problem = Problem::OutsideRepeat(known[at].path.clone());
                compiler.faults.push(Fault::of_line(draft.control.line, Some("ref"), problem));
            }
            compiler.control(id, draft, question);
        }
        read_as_note(question);
    }
    let written = Action::read(model, &body, &rules, compiler.schema, compiler.faults);
    for action in written {
        actions.extend(action.compile(&mut compiler));
    }
    let named = compiler.named_texts();
    let outputs = compiler.outputs;
    let order = body.order(&schema);
    let extras = Extras { tables: tables.clone(), texts: named, outputs, actions, starts, inner, order };
    let id = main.attribute("id").unwrap_or(&main.name).to_owned();
    let title = head.child("title").map(Element::text).unwrap_or_default();
    let title = Text::of(&texts.languages[texts.default].code, title.trim());
    let version = main.attribute("version").unwrap_or_default().to_owned();
    let (languages, default_language) = (texts.languages.clone(), texts.default);
    let parts = FormParts { id, hash: String::new(), title, version, languages, default_language, questions, extras };
    let form = Form::try_from(parts);
    form.map(crate::hash::hashed).map_err(|error| {
        let problem = match &error {
            FormError::Cycle(cycle) => {
                Problem::Cycle(cycle.0.iter().map(|id| known[id.index()].path.clone()).collect())
            }
            _ => Problem::DocumentTooLarge,
        };
        let line = match &error {
            FormError::Cycle(cycle) => cycle.0.first().and_then(|id| {
                let path = &known[id.index()].path;
                rules.of(path).map(|rule| rule.line).or_else(|| lines.get(path).copied())
            }),
            _ => None,
        };
        Box::new(Fault::of_line(line.unwrap_or(document.line), None, problem))
    })
}

/// Compiles formulas and texts, once all questions are known.
struct Compiler<'a> {
    schema: &'a Schema<'a>,
    texts: &'a Texts<'a>,
    faults: &'a mut Faults,
    notes: &'a mut Faults,
    /// What texts put out, once for each formula and question.
    outputs: Vec<guide::Expression>,
    known: BTreeMap<(String, Option<QuestionId>), usize>,
    /// The bytes of all words so far.
    said: usize,
    /// The steps of all formulas so far.
    steps: usize,
}

/// Most steps of all formulas: a step takes more than what it was written in.
const MOST_STEPS: usize = 400_000;
/// What a phrase takes besides its words, in bytes.
const PHRASE: usize = 100;
/// Most bytes of words: many questions and choices may name one long text.
const MOST_WORDS: usize = 14 << 20;

impl Compiler<'_> {
    /// Compiles a formula of an attribute.
    fn formula(&mut self, text: &str, scope: Scope, line: u32, attribute: &str) -> Option<guide::Expression> {
        let compiled = xpath::parse(text)
            .map_err(|problem| vec![problem])
            .and_then(|formula| xpath::emit(&formula, scope, self.schema));
        let compiled = self.told(compiled, line, attribute)?;
        self.steps += compiled.ops().len();
        if self.steps > MOST_STEPS {
            self.faults.push(Fault::of_line(line, Some(attribute), Problem::DocumentTooLarge));
            return None;
        }
        Some(compiled)
    }

    fn told<T>(&mut self, compiled: Result<T, Vec<Problem>>, line: u32, attribute: &str) -> Option<T> {
        for path in self.schema.nowhere() {
            self.notes.push(Fault::of_line(line, Some(attribute), Problem::LeadsNowhere(path)));
        }
        let problems = match compiled {
            Ok(compiled) => return Some(compiled),
            Err(problems) => problems,
        };
        for problem in problems {
            self.faults.push(Fault::of_line(line, Some(attribute), problem));
        }
        None
    }

    /// Words as the engine takes them: in every language, what they put out as `${=0}`.
    fn words(&mut self, words: &Words<'_>, question: Option<QuestionId>) -> Text {
        let mut text = Text::default();
        if let Words::Id(id, line) = words
            && !self.texts.has(id)
        {
            self.faults.push(Fault::of_line(*line, Some("ref"), Problem::MissingItext(id.clone())));
        }
        for (language, element) in words.in_languages(self.texts) {
            if self.said > MOST_WORDS {
                self.faults.push(Fault::of_line(element.line, None, Problem::DocumentTooLarge));
                break;
            }
            let put = |compiler: &mut Self, value: &str, line: u32| compiler.output(value, question, line);
            let said = texts::said(element, &mut |value, line| put(self, value, line));
            // A phrase takes some memory even without words.
            self.said += said.len() + PHRASE;
            text.insert(&language, &said, i18n::State::Draft);
        }
        text
    }

    /// The placeholder of something a text puts out.
    fn output(&mut self, value: &str, question: Option<QuestionId>, line: u32) -> String {
        let key = (value.to_owned(), question);
        if let Some(number) = self.known.get(&key) {
            return format!("${{={number}}}");
        }
        let Some(output) = self.formula(value, Scope::with_value(question), line, "value") else {
            return String::new();
        };
        self.outputs.push(output);
        self.known.insert(key, self.outputs.len() - 1);
        format!("${{={}}}", self.outputs.len() - 1)
    }

    /// What a control adds to the question it fills in.
    fn control(&mut self, id: QuestionId, draft: &Draft<'_>, question: &mut Question) {
        question.label = self.words(&draft.label, Some(id));
        question.hint = self.words(&draft.hint, Some(id));
        let mut seen = BTreeSet::new();
        for (name, label) in &draft.choices {
            self.check_name(name, draft, !seen.insert(name));
            let label = self.words(label, Some(id));
            question.choices.push(guide::Choice { name: name.clone(), label, exclusive: false, sign: None });
        }
        if let Some(itemset) = &draft.itemset {
            question.itemset = self.itemset(id, itemset).map(Box::new);
        }
    }

    /// Notes a choice that cannot be told from others.
    fn check_name(&mut self, name: &str, draft: &Draft<'_>, is_second: bool) {
        let mut note = |problem| self.notes.push(Fault::of_line(draft.control.line, None, problem));
        if is_second {
            note(Problem::SameChoice(name.to_owned()));
        }
        if name.contains(char::is_whitespace) && draft.control.name != "select1" {
            note(Problem::SpaceInChoice(name.to_owned()));
        }
    }

    fn itemset(&mut self, id: QuestionId, draft: &body::Itemset) -> Option<Itemset> {
        let scope = Scope::with_value(Some(id));
        let formula = xpath::parse(&draft.nodes).map_err(|problem| vec![problem]);
        let formula: Formula = self.told(formula, draft.line, "nodeset")?;
        let items = xpath::emit_nodes(&formula, scope, self.schema);
        let items = self.told(items, draft.line, "nodeset")?;
        let mut from_item = |text: &str| {
            let compiled = xpath::parse(text)
                .map_err(|problem| vec![problem])
                .and_then(|part| xpath::emit_from(&formula, &part, scope, self.schema));
            self.told(compiled, draft.line, "ref")
        };
        Some(Itemset { items, name: from_item(&draft.value)?, label: from_item(&draft.label)? })
    }

    /// All texts with an id, for formulas that name one.
    fn named_texts(&mut self) -> BTreeMap<String, Text> {
        let texts = self.texts;
        let named = texts.ids().map(|id| (id.to_owned(), self.words(&Words::Id(id.to_owned(), 0), None)));
        named.collect()
    }
}

/// An input that never takes an answer and holds nothing is words to read.
fn read_as_note(question: &mut Question) {
    let is_shown = question.readonly.as_ref().is_some_and(|readonly| readonly.constant() == Some(true));
    let is_empty = question.default.is_empty() && question.calculation.is_none();
    if question.kind == guide::Kind::Text && is_shown && is_empty {
        question.kind = guide::Kind::Note;
    }
}
