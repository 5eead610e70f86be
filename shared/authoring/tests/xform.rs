//! What a document may not do, and how its author is told.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use authoring::{Problem, xform};

fn form(model: &str, body: &str) -> String {
    format!(
        "<html>\n<head>\n<title>t</title>\n<model>\n<instance><data id='t'><a/><b/></data></instance>\n{model}\n\
         </model>\n</head>\n<body>{body}</body>\n</html>"
    )
}

/// The first fault, and the line it is in.
fn fault(xml: &str) -> (Option<u32>, Problem) {
    let faults = xform::compile(xml.as_bytes(), None).map(|compiled| compiled.form.id).unwrap_err();
    (faults[0].row, faults[0].problem.clone())
}

#[test]
fn a_fault_says_its_line_and_what_to_do() {
    let xml = form("<bind nodeset='/data/a' relevant='unheard(1)'/>", "");
    let faults = xform::compile(xml.as_bytes(), None).map(|compiled| compiled.form.id).unwrap_err();
    assert!(
        faults[0]
            .to_string()
            .starts_with("Line 6, relevant: The function \"unheard\" is not known. Correct the spelling")
    );
}

#[test]
fn questions_that_wait_for_each_other_are_named_in_their_circle() {
    let binds = "<bind nodeset='/data/a' calculate='/data/b'/>\n<bind nodeset='/data/b' calculate='/data/a'/>";
    let circle = vec!["/data/a".to_owned(), "/data/b".to_owned()];
    assert_eq!(fault(&form(binds, "")), (Some(6), Problem::Cycle(circle)));
}

#[test]
fn what_is_not_there_is_named() {
    let body =
        "<select1 ref='/data/a'><itemset nodeset=\"instance('no')/root/item\"><value ref='name'/></itemset></select1>";
    assert_eq!(fault(&form("", body)).1, Problem::MissingInstance("no".to_owned()));
    assert_eq!(fault("<html/>").1, Problem::MissingElement("head".to_owned()));
    assert_eq!(fault(&form("", "<input/>")).1, Problem::MissingElement("ref of input".to_owned()));
}

#[test]
fn what_fills_in_nothing_is_refused() {
    let nope = || Problem::NotInInstance("/data/nope".to_owned());
    assert_eq!(fault(&form("", "<input ref='/data/nope'/>")), (Some(9), nope()));
    assert_eq!(fault(&form("", "<group ref='/data/nope'><input ref='/data/a'/></group>")).1, nope());
    assert_eq!(fault(&form("", "<group><repeat nodeset='/data/nope'/></group>")).1, nope());
    let action = "<setvalue ref='/data/nope' event='odk-instance-first-load' value='1'/>";
    assert_eq!(fault(&form(action, "")), (Some(6), nope()));
    let misspelt = "<imput ref='/data/a'/>";
    assert_eq!(fault(&form("", misspelt)).1, Problem::UnsupportedElement("imput".to_owned()));
    let item = "<select1 ref='/data/a'><item><label>A</label></item></select1>";
    assert_eq!(fault(&form("", item)).1, Problem::MissingElement("value of item".to_owned()));
    let words = "<input ref='/data/a'><label ref=\"jr:itext('nope')\"/></input>";
    assert_eq!(fault(&form("", words)).1, Problem::MissingItext("nope".to_owned()));
}

#[test]
fn a_path_to_several_questions_is_refused_and_never_nothing() {
    for path in ["/data/*", "/data/a/..", "../*", "/data"] {
        let bind = format!("<bind nodeset='/data/b' calculate='count({path})'/>");
        let (line, problem) = fault(&form(&bind, ""));
        assert!(line == Some(6) && matches!(problem, Problem::SeveralQuestions(_)), "{path}: {problem}");
    }
}

/// What is noted of a form that compiles, in order.
fn notes(xml: &str) -> Vec<Problem> {
    let compiled = xform::compile(xml.as_bytes(), None).unwrap_or_else(|faults| panic!("{}", faults[0]));
    compiled.notes.into_iter().map(|note| note.problem).collect()
}

#[test]
fn what_counts_for_nothing_is_noted() {
    let nowhere = || vec![Problem::LeadsNowhere("/data/nope".to_owned())];
    assert_eq!(notes(&form("<bind nodeset='/data/nope' required='true()'/>", "")), nowhere());
    let preload = "<bind nodeset='/data/nope' preload='date' preloadParams='today'/>";
    assert_eq!(notes(&form(preload, "")), nowhere());
    assert_eq!(notes(&form("<bind nodeset='/data/a' relevant='/data/nope = 1'/>", "")), nowhere());
    assert_eq!(
        notes(&form("<bind nodeset='/data/a' requird='true()'/>", "")),
        [Problem::UnknownAttribute("requird".into())]
    );
    assert_eq!(
        notes(&form("<bind nodeset='/data/a' type='interger'/>", "")),
        [Problem::UnknownType("interger".into())]
    );
    assert_eq!(notes(&form("<bind nodeset='/data/a' x:requird='true()' type='x:int'/>", "")), []);
    assert_eq!(notes(&form("", "").replace("<a/>", "<a/><a/>")), [Problem::Twice("/data/a".into())]);
    let choice = "<item><label>x</label><value>1 2</value></item>";
    let select = format!("<select ref='/data/a'>{choice}{choice}</select>");
    let (space, same) = (Problem::SpaceInChoice("1 2".into()), Problem::SameChoice("1 2".into()));
    assert_eq!(notes(&form("", &select)), [space.clone(), same, space]);
}

#[test]
fn of_two_binds_the_first_counts() {
    let binds = "<bind nodeset='/data/a' type='int'/><bind nodeset='/data/a' type='date' calculate='1'/>";
    let xml = form(binds, "<input ref='/data/a'/>");
    assert_eq!(notes(&xml), [Problem::SecondBind("/data/a".into())]);
    let form = xform::compile(xml.as_bytes(), None).unwrap().form;
    assert_eq!(form.question(form.find("a").unwrap()).kind, guide::Kind::Integer);
}

#[test]
fn what_no_engine_would_run_is_refused() {
    let model = "<setvalue ref='/data/a' event='odk-new-repeat' value='1'/>";
    assert_eq!(fault(&form(model, "")).1, Problem::UnsupportedEvent("odk-new-repeat".to_owned()));
    let range = "<range ref='/data/a' start='-2.0.1' end='2' step='0.5'/>";
    assert_eq!(fault(&form("", range)).1, Problem::BadParameter("start".to_owned()));
    let outside = "<group><repeat nodeset='/data/a'/></group><input ref='/data/a/x'/>";
    let xml = form("", outside).replace("<a/>", "<a><x/></a>");
    assert_eq!(fault(&xml).1, Problem::OutsideRepeat("/data/a/x".to_owned()));
}

#[test]
fn any_bytes_are_refused_or_compiled_and_never_a_panic() {
    use proptest::prelude::*;
    let whole = form(
        "<bind nodeset='/data/a' relevant=\"count(/data/b[. = 1]) &gt; 0\"/>",
        "<input ref='/data/a'><label>A <output value='/data/b'/></label></input>",
    );
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) }, |(
        at in 0..whole.len(), length in 0..20_usize, put in "[<>/&;'\"a-z\\[\\](). =]{0,8}"
    )| {
        let mut bytes = whole.clone().into_bytes();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, put.into_bytes());
        let _ = xform::compile(&bytes, None);
    });
}
