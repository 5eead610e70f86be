//! What a formula means without evaluating it: choices that exclude others, and values that can never come.

use std::collections::{BTreeMap, BTreeSet};

use guide::{Function, Kind, Question};

use super::emit::{Here, Scope};
use super::formula::{Formula, Infix, Start, Step, Way};
use super::schema::Schema;
use crate::fault::Problem;

/// The choices that exclude all others by the standard constraint
/// `count-selected(.)<=1 or not(selected(.,'none') or selected(.,'skip'))`, alone or as one part of an *and*,
/// or by its mirror image `not(selected(.,'none') and count-selected(.)>1)`.
pub(crate) fn exclusives(constraint: &Formula) -> BTreeSet<&str> {
    match constraint {
        Formula::Chain(first, rest) => match rest.as_slice() {
            [(Infix::And, _), ..] => parts(first, rest).flat_map(exclusives).collect(),
            [(Infix::Or, second)] => {
                let sides = [(first.as_ref(), second), (second, first.as_ref())];
                let found = sides.into_iter().find(|(one, _)| is_at_most_one(one));
                found.and_then(|(_, other)| selected_none_of(other)).unwrap_or_default()
            }
            _ => BTreeSet::new(),
        },
        Formula::Call(Function::Not, given) => match given.as_slice() {
            [Formula::Chain(first, rest)] => match rest.as_slice() {
                [(Infix::And, second)] => {
                    let sides = [(first.as_ref(), second), (second, first.as_ref())];
                    let found = sides.into_iter().find(|(one, _)| is_more_than_one(one));
                    found.and_then(|(_, other)| selected_any_of(other)).unwrap_or_default()
                }
                _ => BTreeSet::new(),
            },
            _ => BTreeSet::new(),
        },
        _ => BTreeSet::new(),
    }
}

fn parts<'a>(first: &'a Formula, rest: &'a [(Infix, Formula)]) -> impl Iterator<Item = &'a Formula> {
    std::iter::once(first).chain(rest.iter().map(|(_, part)| part))
}

/// `count-selected(.)` compared with a number.
fn counted(formula: &Formula) -> Option<(Infix, f64)> {
    let Formula::Chain(first, rest) = formula else { return None };
    let [(infix, Formula::Number(number))] = rest.as_slice() else { return None };
    let counts = matches!(first.as_ref(), Formula::Call(Function::CountSelected, of) if of == &[Formula::Here]);
    counts.then_some((*infix, *number))
}

fn is_at_most_one(formula: &Formula) -> bool {
    matches!(counted(formula), Some((Infix::LessOrEqual | Infix::Equal, 1.0) | (Infix::Less, 2.0)))
}

fn is_more_than_one(formula: &Formula) -> bool {
    matches!(counted(formula), Some((Infix::Greater, 1.0) | (Infix::GreaterOrEqual, 2.0)))
}

/// `not(selected(.,'a') or selected(.,'b'))`.
fn selected_none_of(formula: &Formula) -> Option<BTreeSet<&str>> {
    match formula {
        Formula::Call(Function::Not, given) => selected_any_of(given.first()?),
        _ => None,
    }
}

/// `selected(.,'a') or selected(.,'b')`.
fn selected_any_of(formula: &Formula) -> Option<BTreeSet<&str>> {
    match formula {
        Formula::Chain(first, rest) if rest.iter().all(|(infix, _)| *infix == Infix::Or) => {
            parts(first, rest).map(selected_here).collect()
        }
        _ => Some(BTreeSet::from([selected_here(formula)?])),
    }
}

fn selected_here(formula: &Formula) -> Option<&str> {
    match formula {
        Formula::Call(Function::Selected, given) => match given.as_slice() {
            [Formula::Here, Formula::Text(name)] => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// All texts a calculation can come to, when it gives fixed texts only.
pub(crate) fn outcomes(calculation: &Formula) -> Option<BTreeSet<String>> {
    match calculation {
        Formula::Text(text) => Some(BTreeSet::from([text.clone()])),
        Formula::If(parts) => {
            let [_, then, otherwise] = parts.as_ref();
            let mut all = outcomes(then)?;
            all.append(&mut outcomes(otherwise)?);
            Some(all)
        }
        _ => None,
    }
}

/// Comparisons with a choice or result that can never come: nearly always a spelling mistake that would hide a question.
pub(crate) fn impossible(
    formula: &Formula,
    scope: Scope,
    schema: &Schema<'_>,
    results: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    compared(formula, &mut |side, text| {
        let (Some(question), Formula::Text(text)) = (named(side, scope, schema), text) else { return };
        for value in text.split_whitespace().filter(|value| !can_be(question, value, results)) {
            problems.push(Problem::ImpossibleValue { question: question.name.clone(), value: value.to_owned() });
        }
    });
    problems
}

/// Names that are choices of the question they are compared with: the quotes were forgotten.
pub(crate) fn unquoted(formula: &Formula, scope: Scope, schema: &Schema<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    compared(formula, &mut |side, other| {
        let Formula::Path(Start::Here, steps) = other else { return };
        let [Step { way: Way::Down(name), .. }] = steps.as_slice() else { return };
        if named(side, scope, schema).is_some_and(|question| question.choice(name).is_some()) {
            problems.push(Problem::Unquoted(name.clone()));
        }
    });
    problems
}

/// Visits what is compared with what, both ways round.
fn compared<'a>(formula: &'a Formula, visit: &mut impl FnMut(&'a Formula, &'a Formula)) {
    walk(formula, &mut |formula| match formula {
        Formula::Chain(first, rest) => {
            let mut left = first.as_ref();
            for (infix, right) in rest {
                if matches!(infix, Infix::Equal | Infix::NotEqual) {
                    visit(left, right);
                    visit(right, left);
                }
                left = right;
            }
        }
        Formula::Call(Function::Selected, given) => {
            if let [list, wanted] = given.as_slice() {
                visit(list, wanted);
            }
        }
        _ => {}
    });
}

/// The question whose answer a side of a comparison is.
fn named<'s>(side: &Formula, scope: Scope, schema: &'s Schema<'_>) -> Option<&'s Question> {
    match side {
        Formula::Here => scope.question.filter(|_| scope.here == Here::Answer).map(|id| schema.question(id)),
        Formula::Question(name) => schema.find(name).ok().map(|id| schema.question(id)),
        _ => None,
    }
}

fn can_be(question: &Question, value: &str, results: &BTreeMap<String, BTreeSet<String>>) -> bool {
    match question.kind {
        // Choices that are looked up can be any.
        Kind::SelectOne | Kind::SelectMultiple => question.choices.is_empty() || question.choice(value).is_some(),
        _ => results.get(&question.path).is_none_or(|all| all.contains(value)),
    }
}

/// Visits a formula and all its parts. Nests as deep as the formula, which the parser bounds.
fn walk<'a>(formula: &'a Formula, visit: &mut impl FnMut(&'a Formula)) {
    visit(formula);
    match formula {
        Formula::Negate(inner) => walk(inner, visit),
        Formula::Chain(first, rest) => parts(first, rest).for_each(|part| walk(part, visit)),
        Formula::If(three) => three.iter().for_each(|part| walk(part, visit)),
        Formula::Call(_, given) | Formula::Look(_, given) => given.iter().for_each(|part| walk(part, visit)),
        Formula::Path(_, steps) => {
            steps.iter().flat_map(|step| &step.brackets).for_each(|bracket| walk(bracket, visit));
        }
        Formula::Number(_) | Formula::Text(_) | Formula::Truth(_) | Formula::Question(_) | Formula::Here => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xpath::parse;

    fn excluded(constraint: &str) -> Vec<String> {
        exclusives(&parse(constraint).unwrap()).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn the_standard_constraint_names_the_exclusive_choices() {
        assert_eq!(excluded("count-selected(.)<=1 or not(selected(.,'none') or selected(.,'skip'))"), ["none", "skip"]);
        assert_eq!(excluded("count-selected(.)<=1 or not(selected(.,'nothing'))"), ["nothing"]);
        assert_eq!(
            excluded("count-selected(.)<=3 and (count-selected(.)<=1 or not(selected(.,'nothing')))"),
            ["nothing"]
        );
        assert_eq!(excluded("not(selected(., 'none') and count-selected(.) > 1)"), ["none"]);
    }

    #[test]
    fn other_constraints_exclude_nothing() {
        for constraint in [
            ". >= 0 and . <= 24",
            "count-selected(.)<=2 or not(selected(.,'none'))",
            "count-selected(.)<=1 or selected(.,'none')",
            "not(selected(.,'none'))",
            "count-selected(.)<=1 or not(selected(${a},'none'))",
        ] {
            assert!(excluded(constraint).is_empty(), "{constraint}");
        }
    }

    #[test]
    fn a_calculation_of_fixed_texts_has_known_outcomes() {
        let outcomes = |text: &str| outcomes(&parse(text).unwrap()).map(|all| all.into_iter().collect::<Vec<_>>());
        assert_eq!(outcomes("if(${a}=1,'x',if(${b}=2,'y','z'))").unwrap(), ["x", "y", "z"]);
        assert_eq!(outcomes("if(${a}=1,'x',2)"), None);
    }
}
