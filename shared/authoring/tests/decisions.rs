//! Where other engines differ, this is what was decided. The table with the reasons is in the documentation of `guide`.

#![allow(clippy::unwrap_used, reason = "a test fails where something is not as it should be")]

use std::sync::Arc;

use authoring::{play, xform};
use guide::{Answer, Interview};

/// A conversation over a form of an instance, binds and a body.
fn begin(instance: &str, binds: &str, body: &str) -> Interview {
    let lists = "<instance id='l'><root>\
        <item><name>a</name><of>x</of></item><item><name>b</name><of>x</of></item><item><name>c</name><of>y</of></item>\
        </root></instance>";
    let xml = format!(
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' \
         xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>t</h:title><model><instance><data id='t'>{instance}\
         </data></instance>{lists}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    );
    let form = xform::compile(xml.as_bytes(), None).unwrap_or_else(|faults| panic!("{}", faults[0])).form;
    Interview::begin(Arc::new(form), play::now("2026-11-22T10:40:00+07:00").unwrap())
}

/// What a calculation comes to when `a` holds `2`, and `n` and `empty` nothing.
fn calculated(formula: &str) -> String {
    let binds = format!("<bind nodeset='/data/c' calculate=\"{formula}\"/><bind nodeset='/data/a' type='int'/>");
    begin("<a>2</a><n/><empty/><c/>", &binds, "").value("c")
}

fn set(interview: &mut Interview, path: &str, value: &str) {
    let place = interview.find(path).unwrap();
    let answer = interview.form().question(place.question).read(value).unwrap();
    interview.answer(place, answer).unwrap();
}

fn read(interview: &Interview, path: &str) -> String {
    interview.find(path).map(|place| interview.value_of(place)).unwrap_or_default()
}

const CHOOSE: &str = "<itemset nodeset=\"instance('l')/root/item[of = /data/of]\"><value ref='name'/></itemset>";

#[test]
fn ticked_choices_stand_in_the_order_of_the_list() {
    let body = format!("<select ref='/data/s'>{CHOOSE}</select>");
    let mut interview = begin("<of>x</of><s/>", "", &body);
    set(&mut interview, "/data/s", "b a");
    assert_eq!(interview.value("s"), "a b");
}

#[test]
fn an_answer_no_longer_offered_is_taken_away_and_what_depends_on_it_worked_out() {
    let body = format!("<input ref='/data/of'/><select1 ref='/data/s'>{CHOOSE}</select1>");
    let mut interview = begin("<of>x</of><s/><c/>", "<bind nodeset='/data/c' calculate='/data/s'/>", &body);
    set(&mut interview, "/data/s", "a");
    set(&mut interview, "/data/of", "y");
    assert_eq!((interview.value("s"), interview.value("c")), (String::new(), String::new()));
}

#[test]
fn an_answer_taken_away_comes_back_with_its_choice_until_another_is_given() {
    let binds = "<bind nodeset='/data/c' calculate='/data/s'/>";
    let body = format!("<input ref='/data/of'/><select ref='/data/s'>{CHOOSE}</select>");
    let mut interview = begin("<of>x</of><s/><c/>", binds, &body);
    set(&mut interview, "/data/s", "a b");
    set(&mut interview, "/data/of", "y");
    set(&mut interview, "/data/of", "x");
    assert_eq!((interview.value("s"), interview.value("c")), ("a b".to_owned(), "a b".to_owned()));
    set(&mut interview, "/data/of", "y");
    set(&mut interview, "/data/s", "c");
    set(&mut interview, "/data/of", "x");
    assert_eq!(interview.value("s"), "");
    set(&mut interview, "/data/of", "y");
    assert_eq!(interview.value("s"), "c");
    set(&mut interview, "/data/of", "x");
    let select = interview.find("/data/s").unwrap();
    interview.clear(select).unwrap();
    set(&mut interview, "/data/of", "y");
    assert_eq!(interview.value("s"), "");
}

#[test]
fn an_answer_goes_with_the_instance_that_offered_it() {
    let body = "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/x'/></repeat></group>\
                <select1 ref='/data/s'><itemset nodeset='/data/r'><value ref='x'/><label ref='x'/></itemset></select1>";
    let mut interview = begin("<r><x>p</x></r><r><x>q</x></r><s/>", "", body);
    set(&mut interview, "/data/s", "p");
    set(&mut interview, "/data/r[1]/x", "other");
    assert_eq!(interview.value("s"), "");
}

#[test]
fn a_repeat_has_as_many_instances_as_were_told_and_those_taken_away_come_back() {
    let body = "<input ref='/data/n'/><group ref='/data/r'><repeat nodeset='/data/r' jr:count='/data/n'>\
                <input ref='/data/r/x'/></repeat></group>";
    let binds = "<bind nodeset='/data/n' type='int'/><bind nodeset='/data/c' calculate='count(/data/r)'/>";
    let mut interview = begin("<n/><r jr:template=''><x/></r><r><x/></r><c/>", binds, body);
    assert_eq!(interview.value("c"), "0");
    set(&mut interview, "/data/n", "2");
    set(&mut interview, "/data/r[2]/x", "kept");
    set(&mut interview, "/data/n", "1");
    assert_eq!((interview.value("c"), interview.find("/data/r[2]/x")), ("1".to_owned(), None));
    set(&mut interview, "/data/n", "3");
    assert_eq!(
        (read(&interview, "/data/r[2]/x"), read(&interview, "/data/r[3]/x")),
        ("kept".to_owned(), String::new())
    );
}

#[test]
fn a_default_that_is_not_among_the_choices_is_nothing() {
    let choices = "<item><label>A</label><value>a</value></item><item><label>B</label><value>b</value></item>";
    let body = format!("<select1 ref='/data/s'>{choices}</select1><select ref='/data/m'>{choices}</select>");
    let interview = begin("<s>c</s><m>a c b</m>", "", &body);
    assert_eq!((interview.value("s"), interview.value("m")), (String::new(), "a b".to_owned()));
    assert_eq!(begin("<s>a</s><m/>", "", &body).value("s"), "a");
}

#[test]
fn a_count_that_is_cleared_or_hidden_changes_nothing() {
    let body = "<input ref='/data/show'/><input ref='/data/n'/><group ref='/data/g'><group ref='/data/g/r'>\
                <repeat nodeset='/data/g/r' jr:count='/data/g/m'><input ref='/data/g/r/x'/></repeat></group></group>";
    let binds = "<bind nodeset='/data/n' type='int'/><bind nodeset='/data/g/m' calculate='/data/n'/>\
                 <bind nodeset='/data/g' relevant=\"/data/show != 'no'\"/>";
    let mut interview = begin("<show/><n/><g><m/><r jr:template=''><x/></r></g>", binds, body);
    set(&mut interview, "/data/n", "2");
    set(&mut interview, "/data/g/r[2]/x", "kept");
    set(&mut interview, "/data/show", "no");
    assert!(interview.find("/data/g/r[2]/x").is_some_and(|place| !interview.is_relevant(place)));
    set(&mut interview, "/data/show", "yes");
    let number = interview.find("/data/n").unwrap();
    interview.clear(number).unwrap();
    assert_eq!(read(&interview, "/data/g/r[2]/x"), "kept");
}

#[test]
fn what_is_no_value_of_its_kind_is_nothing() {
    let holding = |kind: &str, formula: &str| {
        let binds = format!("<bind nodeset='/data/c' type='{kind}' calculate=\"{formula}\"/>");
        begin("<a>2</a><c/>", &binds, "").value("c")
    };
    for (kind, formula, value) in [
        ("int", "'x'", ""),
        ("int", "'2.7'", "2"),
        ("decimal", "'3.0'", "3"),
        ("date", "'x'", ""),
        ("date", "'2024-02-29T13:14:15'", "2024-02-29"),
        ("date", "'2024-02-29T13:14:15Z'", ""),
        ("time", "'2024-02-29'", ""),
        ("dateTime", "'13:14'", ""),
        ("geopoint", "'x'", ""),
        ("geopoint", "'52.5 13 0 0'", "52.5 13.0 0.0 0.0"),
        ("geotrace", "'1 2 0 0; 3 4 0 0;'", "1.0 2.0 0.0 0.0;3.0 4.0 0.0 0.0"),
    ] {
        assert_eq!(holding(kind, formula), value, "{kind} {formula}");
    }
    let default = |kind: &str, text: &str| {
        begin(&format!("<q>{text}</q>"), &format!("<bind nodeset='/data/q' type='{kind}'/>"), "").value("q")
    };
    for (kind, text, value) in [
        ("int", "+1", "1"),
        ("int", "1,5", ""),
        ("int", "2147483648", ""),
        ("decimal", "1e3", "1000"),
        ("decimal", "1,5", ""),
        ("date", "2024-02-29T13:14:15.678Z", ""),
    ] {
        assert_eq!(default(kind, text), value, "{kind} {text}");
    }
}

#[test]
fn what_is_empty_is_passed_over_by_max_and_min() {
    assert_eq!(calculated("max(/data/a | /data/empty)"), "2");
    assert_eq!(calculated("min(/data/a | /data/empty)"), "2");
    assert_eq!(calculated("max(/data/empty)"), "");
}

#[test]
fn space_around_what_a_text_puts_out_stays_inside_and_is_left_out_at_the_ends() {
    let body = "<input ref='/data/q'><label>  Dear  <output value='/data/a'/>  and <output value='/data/a'/>  </label></input>";
    let interview = begin("<a>Ana</a><q/>", "", body);
    let question = interview.form().find("q").unwrap();
    let label = interview.form().question(question).label.show("default").unwrap();
    assert_eq!(interview.say_at(question, label.text), "Dear  Ana  and Ana");
}

#[test]
fn a_text_without_a_plain_form_is_its_long_one() {
    let texts = "<itext><translation lang='en'><text id='q'><value form='audio'>a.mp3</value>\
                 <value form='short'>ID</value><value form='long'>Number of the card</value></text></translation></itext>";
    let interview = begin("<q/>", texts, "<input ref='/data/q'><label ref=\"jr:itext('q')\"/></input>");
    let question = interview.form().find("q").unwrap();
    assert_eq!(interview.form().question(question).label.show("en").unwrap().text, "Number of the card");
}

#[test]
fn truths_dates_and_numbers_are_written_as_a_person_reads_them() {
    assert_eq!(calculated("/data/a = 2"), "true");
    assert_eq!(calculated("today()"), "2026-11-22");
    assert_eq!(calculated("today() + 1 - today()"), "1");
    assert_eq!(calculated("string(1 div 400000)"), "0.0000025");
}

#[test]
fn times_and_moments_can_be_compared() {
    assert_eq!(calculated("now()"), "2026-11-22T10:40:00.000+07:00");
    assert_eq!(calculated("now() &gt; today()"), "true");
    let binds = "<bind nodeset='/data/from' type='time'/><bind nodeset='/data/to' type='time'/>\
                 <bind nodeset='/data/c' calculate='/data/from &lt; /data/to'/>";
    let interview = begin("<from>08:00</from><to>17:30</to><c/>", binds, "");
    assert_eq!(interview.value("c"), "true");
}

#[test]
fn what_cannot_be_worked_out_is_nothing_and_of_several_values_the_first_counts() {
    assert_eq!(calculated("date('x')"), "");
    assert_eq!(calculated("1 + 'x'"), "");
    let interview = begin("<r><x>1</x></r><r><x>2</x></r><c/>", "<bind nodeset='/data/c' calculate='/data/r/x'/>", "");
    assert_eq!(interview.value("c"), "1");
}

#[test]
fn functions_take_what_the_peers_take() {
    for (formula, value) in [
        ("date('2024-02-29T13:14:15')", "2024-02-29T13:14:15.000+07:00"),
        ("number(date-time('2024-02-29T13:14:15'))", "19782"),
        ("base64-decode('aGVs bG8=')", "hello"),
        ("concat()", ""),
        ("max()", ""),
        ("position(..)", "1"),
        ("true = ''", "true"),
    ] {
        assert_eq!(calculated(formula), value, "{formula}");
    }
}

#[test]
fn actions_find_their_question_by_its_bind_and_in_every_instance_there_is() {
    let binds = "<bind id='x' nodeset='/data/r/x'/><setvalue bind='x' event='odk-instance-first-load'>put</setvalue>";
    let interview = begin("<r><x/></r><r><x/></r>", binds, "");
    assert_eq!([read(&interview, "/data/r[1]/x"), read(&interview, "/data/r[2]/x")], ["put", "put"]);
}

#[test]
fn attributes_of_the_instance_can_be_read() {
    let binds = "<bind nodeset='/data/c' calculate=\"concat(/data/a/@kind, /data/a/@odk:of, /data/@id)\"/>";
    assert_eq!(begin("<a kind='k' of='o'/><c/>", binds, "").value("c"), "kot");
}

#[test]
fn what_looks_at_other_instances_is_worked_out_in_all_of_them() {
    let body = "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/x'/></repeat></group>";
    let binds = "<bind nodeset='/data/r/x' type='int'/><bind nodeset='/data/r/c' calculate='sum(../../r/x)'/>\
                 <bind nodeset='/data/r/p' calculate='position(..)'/>";
    let mut interview = begin("<r jr:template=''><x/><c/><p/></r><r><x>1</x><c/><p/></r>", binds, body);
    let repeat = interview.form().find("r").unwrap();
    interview.add(repeat).unwrap();
    set(&mut interview, "/data/r[2]/x", "5");
    assert_eq!([read(&interview, "/data/r[1]/c"), read(&interview, "/data/r[2]/c")], ["6", "6"]);
    interview.remove(interview.find("/data/r[1]").unwrap()).unwrap();
    assert_eq!([read(&interview, "/data/r[1]/c"), read(&interview, "/data/r[1]/p")], ["5", "1"]);
}

#[test]
fn a_repeat_counted_from_inside_itself_has_all_its_instances() {
    let body = "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/x'/></repeat></group>";
    let binds = "<bind nodeset='/data/r/c' calculate='count(/data/r)'/>";
    let mut interview = begin("<r jr:template=''><x/><c/></r><r><x/><c/></r>", binds, body);
    let repeat = interview.form().find("r").unwrap();
    interview.add(repeat).unwrap();
    assert_eq!([read(&interview, "/data/r[1]/c"), read(&interview, "/data/r[2]/c")], ["2", "2"]);
}

#[test]
fn a_count_that_depends_on_its_own_instances_settles() {
    let body =
        "<group ref='/data/r'><repeat nodeset='/data/r' jr:count='/data/n'><input ref='/data/r/x'/></repeat></group>";
    let count = |formula: &str| {
        let binds = format!("<bind nodeset='/data/r/x' type='int'/><bind nodeset='/data/n' calculate=\"{formula}\"/>");
        begin("<n/><r jr:template=''><x/></r>", &binds, body)
    };
    let instances = |interview: &Interview| interview.instances(interview.form().find("r").unwrap()).len();

    // One more while the last says 1: as authors ask for as many as there are.
    let mut interview = count(
        "if(count(/data/r) = 0 or /data/r[position() = count(/data/r)]/x = 1, count(/data/r) + 1, count(/data/r))",
    );
    assert_eq!((instances(&interview), interview.value("n")), (1, "1".to_owned()));
    set(&mut interview, "/data/r[1]/x", "1");
    set(&mut interview, "/data/r[2]/x", "1");
    assert_eq!(instances(&interview), 3);

    // One that would take instances away for what they hold, and bring them back because it is gone.
    let mut interview = count("sum(/data/r/x) + 1");
    set(&mut interview, "/data/r[1]/x", "2");
    set(&mut interview, "/data/r[2]/x", "1");
    assert_eq!(instances(&interview), 4);
    set(&mut interview, "/data/r[3]/x", "-2");
    assert_eq!(instances(&interview), 2);
    set(&mut interview, "/data/r[1]/x", "0");
    assert_eq!(instances(&interview), 2);
}

#[test]
fn a_count_that_waits_for_another_one_is_right_though_it_was_lower_on_the_way() {
    let repeat = |name: &str, count: &str| {
        format!(
            "<group ref='/data/{name}'><repeat nodeset='/data/{name}' jr:count='/data/{count}'>\
                 <input ref='/data/{name}/x'/></repeat></group>"
        )
    };
    let body = format!("<input ref='/data/n'/>{}{}", repeat("a", "k"), repeat("b", "m"));
    let binds = "<bind nodeset='/data/n' type='int'/><bind nodeset='/data/m' calculate='5 - /data/n'/>\
                 <bind nodeset='/data/k' calculate='3 * /data/n + 2 * count(/data/b)'/>";
    let instance = "<n/><k/><m/><a jr:template=''><x/></a><b jr:template=''><x/></b>";
    let mut interview = begin(instance, binds, &body);
    let instances = |interview: &Interview, name: &str| interview.instances(interview.form().find(name).unwrap()).len();

    set(&mut interview, "/data/n", "3");
    assert_eq!((instances(&interview, "a"), instances(&interview, "b")), (13, 2));
    set(&mut interview, "/data/n", "1");
    assert_eq!((instances(&interview, "a"), instances(&interview, "b")), (11, 4));
}

#[test]
fn selects_that_filter_each_other_settle() {
    let choose = |other: &str| {
        format!(
            "<itemset nodeset=\"instance('l')/root/item[not(selected({other}, name))]\"><value ref='name'/></itemset>"
        )
    };
    let body = format!(
        "<select ref='/data/s'>{}</select><select ref='/data/t'>{}</select>",
        choose("/data/t"),
        choose("/data/s")
    );
    let mut interview = begin("<s/><t/>", "", &body);
    set(&mut interview, "/data/s", "a b");
    set(&mut interview, "/data/t", "c");
    assert_eq!((interview.value("s"), interview.value("t")), ("a b".to_owned(), "c".to_owned()));
    set(&mut interview, "/data/s", "a");
    set(&mut interview, "/data/t", "b c");
    assert_eq!((interview.value("s"), interview.value("t")), ("a".to_owned(), "b c".to_owned()));
}

#[test]
fn a_new_instance_begins_with_the_instances_its_template_holds() {
    let body = "<group ref='/data/r'><repeat nodeset='/data/r'><group ref='/data/r/i'><repeat nodeset='/data/r/i'>\
                <input ref='/data/r/i/x'/></repeat></group></repeat></group>";
    let inner = "<i><x/><c/></i>";
    let bare = format!("<r jr:template=''><i jr:template=''><x/><c/></i></r><r>{inner}</r>");
    let full = format!("<r jr:template=''><i jr:template=''><x/><c/></i>{inner}{inner}</r><r>{inner}</r>");
    for (instance, last) in [(bare, ""), (full, "2")] {
        let mut interview = begin(&instance, "<bind nodeset='/data/r/i/c' calculate='position(..)'/>", body);
        let repeat = interview.form().find("r").unwrap();
        interview.add(repeat).unwrap();
        assert_eq!(
            (read(&interview, "/data/r[1]/i[1]/c"), read(&interview, "/data/r[2]/i[2]/c")),
            ("1".into(), last.into())
        );
    }
}

#[test]
fn an_answer_of_a_hidden_question_is_kept_and_comes_back() {
    let binds = "<bind nodeset='/data/q' relevant=\"/data/a = '1'\"/>";
    let mut interview = begin("<a>1</a><q/>", binds, "<input ref='/data/a'/><input ref='/data/q'/>");
    set(&mut interview, "/data/q", "words");
    set(&mut interview, "/data/a", "2");
    assert_eq!(interview.value("q"), "");
    set(&mut interview, "/data/a", "1");
    assert_eq!(interview.get(interview.form().find("q").unwrap()), Some(&Answer::Text("words".to_owned())));
}
