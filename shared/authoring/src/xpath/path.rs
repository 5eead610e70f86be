//! Paths: resolved to questions and tables when the form is compiled.

use guide::{Filter, Function, Kind, NodePath, Op, Path, QuestionId, RowPath, Test};

use super::emit::{Emitter, Here, Spot};
use super::formula::{Formula, Infix, Look, Start, Step, Way};
use crate::fault::Problem;

/// A path followed as far as it has been read.
pub(super) struct Followed<'f> {
    pub(super) spot: Spot,
    from_current: bool,
    /// The path of the node down from which no instance is its own any more.
    shared: String,
    /// The brackets passed, each with the path it stands behind.
    brackets: Vec<(String, &'f Formula)>,
}

impl Emitter<'_> {
    /// A question named by `${name}`.
    pub(super) fn named(&mut self, name: &str, nodes: bool) {
        match self.schema.find(name) {
            Err(problem) => self.fault(problem),
            Ok(question) => {
                let path = self.schema.question(question).path.clone();
                // A repeat named from inside itself means all its instances.
                let is_repeat = self.schema.question(question).kind == Kind::Repeat;
                let shared = if is_repeat { parent(&path).to_owned() } else { path.clone() };
                let followed = Followed { spot: Spot::Node(path), from_current: true, shared, brackets: Vec::new() };
                self.node_path(&followed, nodes);
            }
        }
    }

    /// A path; `nodes` when what takes it wants nodes and not a value.
    pub(super) fn path(&mut self, start: &Start, steps: &[Step], nodes: bool) {
        let Some(followed) = self.follow(start, steps) else { return };
        match followed.spot {
            Spot::Node(_) => self.node_path(&followed, nodes),
            Spot::Row { .. } => self.row_path(&followed, matches!(start, Start::Here)),
        }
    }

    /// The nodes of an absolute path that are counted: of a repeat all instances, also from inside it.
    pub(super) fn counted(&mut self, steps: &[Step]) {
        let Some(mut followed) = self.follow(&Start::Root, steps) else { return };
        if let Spot::Node(path) = &followed.spot
            && followed.brackets.is_empty()
            && self.schema.at_path(path).is_some_and(|target| self.schema.question(target).kind == Kind::Repeat)
        {
            followed.shared = parent(path).to_owned();
        }
        self.node_path(&followed, true);
    }

    pub(super) fn follow<'f>(&mut self, start: &Start, steps: &'f [Step]) -> Option<Followed<'f>> {
        let own = self.scope.question.map_or(self.schema.root, |id| &self.schema.question(id).path).to_owned();
        let (spot, from_current) = match start {
            Start::Root => (Spot::Node(String::new()), false),
            Start::Here => (self.spot.clone(), false),
            Start::Current => (Spot::Node(own), true),
            Start::Instance(id) => (Spot::Row { document: id.clone(), path: String::new() }, false),
            Start::Question(name) => match self.schema.find(name) {
                Ok(question) => (Spot::Node(self.schema.question(question).path.clone()), true),
                Err(problem) => {
                    self.fault(problem);
                    return None;
                }
            },
        };
        // Absolute paths mean the instances looked from as far as they go along; `..` leaves them.
        let shared = match (&spot, start) {
            (Spot::Node(path), Start::Here | Start::Current) => Some(path.clone()),
            (Spot::Node(path), Start::Question(_)) => Some(parent(path).to_owned()),
            _ => None,
        };
        let mut followed = Followed { spot, from_current, shared: shared.unwrap_or_default(), brackets: Vec::new() };
        let mut is_absolute = matches!(start, Start::Root);
        for step in steps {
            let at = match &mut followed.spot {
                Spot::Node(path) | Spot::Row { path, .. } => path,
            };
            match &step.way {
                Way::Stay => {}
                Way::Up => {
                    *at = parent(at).to_owned();
                    if followed.shared.len() > at.len() {
                        followed.shared.clone_from(at);
                    }
                }
                Way::Down(name) => {
                    let name = self.any_name(at, name);
                    if name == "*" {
                        self.fault(Problem::SeveralQuestions(format!("{at}/*")));
                        return None;
                    }
                    if !(at.is_empty() && matches!(start, Start::Instance(_))) {
                        at.push('/');
                    }
                    at.push_str(&name);
                }
            }
            if is_absolute {
                followed.shared.clone_from(at);
            }
            for bracket in &step.brackets {
                if is_absolute || followed.shared.len() >= at.len() {
                    followed.shared = parent(at).to_owned();
                }
                is_absolute = false;
                followed.brackets.push((at.clone(), bracket));
            }
        }
        Some(followed)
    }

    /// The name `*` stands for: that of what holds all. Elsewhere it stays what it is.
    fn any_name(&self, at: &str, name: &str) -> String {
        if name == "*" && at.is_empty() {
            self.schema.root.trim_start_matches('/').to_owned()
        } else {
            // A prefix says where a name comes from; what formulas name has none.
            let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
            if name.starts_with('@') && !local.starts_with('@') { format!("@{local}") } else { local.to_owned() }
        }
    }

    /// The nodes a formula puts, as a spot to look from.
    pub(super) fn spot_of(&mut self, formula: &Formula) -> Option<Spot> {
        match formula {
            Formula::Path(start, steps) => Some(self.follow(start, steps)?.spot),
            Formula::Question(name) => {
                let question = self.schema.find(name).ok()?;
                Some(Spot::Node(self.schema.question(question).path.clone()))
            }
            Formula::Call(Function::Randomize, given) => self.spot_of(given.first()?),
            _ => None,
        }
    }

    fn node_path(&mut self, followed: &Followed<'_>, nodes: bool) {
        let Spot::Node(path) = &followed.spot else { return };
        let Some(target) = self.schema.at_path(path) else {
            if let Some(fixed) = self.schema.attributes.get(path) {
                return self.push(Op::Text(fixed.clone()));
            }
            // What holds all questions has no value.
            if self.schema.is_strict && *path != self.schema.root {
                let name = path.rsplit('/').next().unwrap_or_default().to_owned();
                self.fault(Problem::UnknownReference(name));
            } else if *path != self.schema.root {
                self.schema.leads_nowhere(path);
            }
            return self.push(Op::Text(String::new()));
        };
        let repeats = self.schema.repeats(Some(target));
        // Outside brackets the node looked from is where the formula belongs.
        let is_inside = self.spot != self.own_spot();
        let from_current = is_inside && (followed.from_current || matches!(self.spot, Spot::Row { .. }));
        let looked_from = match &self.spot {
            Spot::Node(path) if !followed.from_current => self.schema.at_path(path),
            _ => self.scope.question,
        };
        let around = self.schema.repeats(looked_from);
        let is_shared = |(repeat, other): &(&QuestionId, &QuestionId)| {
            let path = &self.schema.question(**repeat).path;
            repeat == other && is_within(&followed.shared, path)
        };
        let own = repeats.iter().zip(&around).take_while(is_shared).count();
        let is_own_answer = self.scope.here == Here::Answer && Some(target) == self.scope.question;
        let is_leaf = !matches!(self.schema.question(target).kind, Kind::Group | Kind::Repeat);
        if followed.brackets.is_empty() && own == repeats.len() && is_leaf && !nodes {
            return self.push(match from_current {
                _ if is_own_answer && matches!(self.spot, Spot::Node(_)) => Op::Here,
                true => Op::Current(target),
                false => Op::Value(target),
            });
        }
        let mut filters = Vec::new();
        for (path, bracket) in &followed.brackets {
            let Some(at) = self.schema.at_path(path) else {
                self.fault(Problem::BracketNowhere(path.clone()));
                continue;
            };
            let part = self.part(bracket, Spot::Node(path.clone()));
            filters.push((at, Filter { test: Test::Each(part) }));
        }
        // At most 16 repeats inside each other, checked by the engine.
        let own = u8::try_from(own).unwrap_or(u8::MAX);
        self.nodes_of(Path::Nodes(NodePath { target, from_current, own, filters }));
    }

    pub(super) fn nodes_of(&mut self, path: Path) {
        let number = self.numbered(self.paths.len());
        self.paths.push(path);
        self.push(Op::Nodes(number));
    }

    fn row_path(&mut self, followed: &Followed<'_>, is_relative: bool) {
        let Spot::Row { document, path } = &followed.spot else { return };
        let Some(known) = self.schema.document(document) else {
            return self.fault(Problem::MissingInstance(document.clone()));
        };
        let known = known.clone();
        // The table itself, or a column of the one above.
        let (table_path, column) = if let Some(table) = known.tables.get(path) {
            (path.as_str(), self.schema.tables[usize::from(*table)].column("."))
        } else {
            let (above, name) = path.rsplit_once('/').unwrap_or(("", path));
            let Some(column) = self.column(document, above, name) else {
                self.missing_column(document, path, &known);
                // The document has no such rows; so there are none.
                return self.push(Op::Text(String::new()));
            };
            (above, Some(column))
        };
        if is_relative && let Spot::Row { path: from, .. } = &self.spot {
            let from = from.clone();
            if from == table_path && followed.brackets.is_empty() {
                return self.push(column.map_or(Op::Text(String::new()), Op::Column));
            }
            if !is_within(table_path, &from) {
                return self.fault(Problem::UpFromRow(path.clone()));
            }
        }
        let from = match &self.spot {
            Spot::Row { path, .. } if is_relative => Some(path.clone()),
            _ => None,
        };
        // The tables passed on the way down, each inside the one before.
        let on_the_way = known.tables.iter().filter(|(path, _)| is_within(table_path, path));
        let on_the_way = on_the_way.filter(|(path, _)| from.as_ref().is_none_or(|from| path.len() > from.len()));
        let mut tables: Vec<(&String, u16)> = on_the_way.map(|(path, table)| (path, *table)).collect();
        tables.sort_by_key(|(path, _)| path.len());
        let mut filtered = Vec::new();
        for (table_at, table) in tables {
            let mut filters = Vec::new();
            for (_, bracket) in followed.brackets.iter().filter(|(at, _)| at == table_at) {
                let spot = Spot::Row { document: document.clone(), path: table_at.clone() };
                self.bracket(bracket, &spot, &mut filters);
            }
            filtered.push((table, filters));
        }
        if let Some((at, _)) = followed.brackets.iter().find(|(at, _)| !known.tables.contains_key(at)) {
            self.fault(Problem::BracketNowhere(at.clone()));
        }
        self.nodes_of(Path::Rows(RowPath { tables: filtered, from_row: from.is_some(), column }));
    }

    pub(super) fn column(&self, document: &str, table: &str, name: &str) -> Option<u16> {
        let table = *self.schema.document(document)?.tables.get(table)?;
        self.schema.tables.get(usize::from(table))?.column(name)
    }

    /// A bracket behind rows. Parts joined by `and` become brackets of their own, those with an index first.
    fn bracket(&mut self, bracket: &Formula, spot: &Spot, filters: &mut Vec<Filter>) {
        let mut parts = vec![bracket];
        if let Formula::Chain(first, rest) = bracket
            && rest.iter().all(|(infix, _)| *infix == Infix::And)
            && !asks_position(bracket)
        {
            parts = std::iter::once(first.as_ref()).chain(rest.iter().map(|(_, part)| part)).collect();
        }
        let mut found: Vec<Filter> = Vec::new();
        for part in parts {
            let test = self.indexable(part, spot).unwrap_or_else(|| Test::Each(self.part(part, spot.clone())));
            found.push(Filter { test });
        }
        // Brackets one after the other may be tried in any order only where none asks for positions, which `and` cannot.
        found.sort_by_key(|filter| matches!(filter.test, Test::Each(_)));
        filters.extend(found);
    }

    /// `column = key` or `starts-with(column, key)` with the same key for all rows.
    fn indexable(&mut self, formula: &Formula, spot: &Spot) -> Option<Test> {
        let Spot::Row { document, path } = spot else { return None };
        let column = |emitter: &Self, side: &Formula| match side {
            Formula::Path(Start::Here, steps) => match steps.as_slice() {
                [Step { way: Way::Down(name), brackets }] if brackets.is_empty() => {
                    emitter.column(document, path, name)
                }
                _ => None,
            },
            _ => None,
        };
        match formula {
            Formula::Chain(first, rest) => {
                let [(Infix::Equal, second)] = rest.as_slice() else { return None };
                let sides = [(first.as_ref(), second), (second, first.as_ref())];
                let (column, key) = sides.into_iter().find_map(|(side, key)| Some((column(self, side)?, key)))?;
                is_same_everywhere(key).then(|| Test::Equal { column, key: self.part(key, spot.clone()) })
            }
            Formula::Call(Function::StartsWith, given) => {
                let [side, key] = given.as_slice() else { return None };
                let column = column(self, side).filter(|_| is_same_everywhere(key))?;
                Some(Test::StartsWith { column, key: self.part(key, spot.clone()) })
            }
            _ => None,
        }
    }
}

/// The path of what a node lies in.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

/// Whether a path is another one or leads on from it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a formula comes to the same for every row it is tried on.
fn is_same_everywhere(formula: &Formula) -> bool {
    match formula {
        Formula::Number(_) | Formula::Text(_) | Formula::Truth(_) | Formula::Question(_) => true,
        Formula::Here | Formula::Look(Look::Position, _) | Formula::Call(Function::Random | Function::Uuid, _) => false,
        Formula::Path(start, steps) => *start != Start::Here && steps.iter().all(|step| step.brackets.is_empty()),
        Formula::Negate(inner) => is_same_everywhere(inner),
        Formula::Chain(first, rest) => {
            is_same_everywhere(first) && rest.iter().all(|(_, part)| is_same_everywhere(part))
        }
        Formula::If(parts) => parts.iter().all(is_same_everywhere),
        Formula::Call(_, given) | Formula::Look(_, given) => given.iter().all(is_same_everywhere),
    }
}

/// Whether a bracket asks for positions, or is one.
fn asks_position(formula: &Formula) -> bool {
    match formula {
        Formula::Look(Look::Position, _) => true,
        Formula::Negate(inner) => asks_position(inner),
        Formula::Chain(first, rest) => asks_position(first) || rest.iter().any(|(_, part)| asks_position(part)),
        Formula::If(parts) => parts.iter().any(asks_position),
        Formula::Call(_, given) | Formula::Look(_, given) => given.iter().any(asks_position),
        _ => false,
    }
}
