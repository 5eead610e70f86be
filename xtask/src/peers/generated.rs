//! Forms made for measuring, of any size: each an `XForm` with what is to be measured on it.

use std::fmt::Write as _;

/// A form, and its probes as JSON: see `Bench.java`.
pub(crate) struct Generated {
    /// Its name, with its size.
    pub(crate) name: String,
    /// The `XForm`.
    pub(crate) xml: String,
    /// What is measured.
    pub(crate) probes: String,
}

/// Questions that are each asked only when the one before was answered above 0, with a running total beside: an answer to the
/// first touches everything.
pub(crate) fn chain(size: usize) -> Generated {
    let mut form = Writer::default();
    for i in 1..=size {
        let before = i - 1;
        let relevant = if i > 1 { format!(r#" relevant="/data/q{before} &gt; 0""#) } else { String::new() };
        let total = if i > 1 { format!("/data/c{before}") } else { "0".to_owned() };
        form.question(
            "input",
            "int",
            &format!("/data/q{i}"),
            "1",
            &format!(r#"{relevant} constraint=". &gt;= 0 and . &lt; 1000""#),
            "",
        );
        form.calculation(&format!("/data/c{i}"), &format!("{total} + coalesce(/data/q{i}, 0)"));
    }
    let (last, middle) = (format!("/data/q{size}"), format!("/data/q{}", size / 2));
    let probes = [
        probe("first_value", "/data/q1", &["2", "1"], &last),
        probe("first_hides_all", "/data/q1", &["0", "1"], &last),
        probe("middle", &middle, &["2", "1"], &last),
        probe("last", &last, &["2", "1"], &last),
    ];
    form.finish(format!("chain_{size}"), "", &probes)
}

/// An ordinary survey: sections of ten questions behind a yes or no, a score each, and a total.
pub(crate) fn mixed(size: usize) -> Generated {
    let mut form = Writer::default();
    let mut before = String::new();
    let sections = size / 10;
    for s in 1..=sections {
        let group = format!("/data/s{s}");
        section(&mut form, s);
        for (question, value) in [
            (format!("/data/gate{s}"), "yes"),
            (format!("{group}/age"), "30"),
            (format!("{group}/signs"), "locked other"),
            (format!("{group}/other"), "x"),
            (format!("{group}/paid"), "yes"),
            (format!("{group}/wage"), "12.5"),
            (format!("{group}/days"), "3"),
            (format!("{group}/start"), "2024-01-05"),
            (format!("{group}/stop"), "2024-02-05"),
            (format!("{group}/note"), "text"),
        ] {
            let comma = if before.is_empty() { "" } else { "," };
            let _ = write!(before, r#"{comma}["{question}","{value}"]"#);
        }
    }
    form.calculation("/data/total", &format!("/data/sum{sections}"));
    form.calculation(
        "/data/level",
        &format!("if(/data/total &gt; {sections}, 'high', if(/data/total &gt; 0, 'some', 'none'))"),
    );
    form.question("input", "string", "/data/refer", "", r#" relevant="/data/level != 'none'""#, "");
    form.list("yn", ["yes", "no"].map(|name| item(name, "")));
    form.list("sign", ["locked", "debt", "papers", "other", "none"].map(|name| item(name, "")));
    let middle = format!("/data/s{}/signs", sections / 2);
    let probes = [
        probe("score_first", "/data/s1/signs", &["debt", "locked debt"], "/data/refer"),
        probe("gate_first", "/data/gate1", &["no", "yes"], "/data/refer"),
        probe("score_mid", &middle, &["debt", "locked debt"], "/data/refer"),
        probe("plain_text", "/data/s1/note", &["a", "b"], "/data/s1/note"),
    ];
    form.finish(format!("mixed_{size}"), &before, &probes)
}

fn section(form: &mut Writer, s: usize) {
    let group = format!("/data/s{s}");
    let one = "select1";
    form.question(one, "string", &format!("/data/gate{s}"), "", "", &choices("yn", ""));
    form.begin_group(&group, &format!("/data/gate{s} = 'yes'"));
    let path = |name: &str| format!("{group}/{name}");
    let paid = format!(r#" relevant="{group}/paid = 'yes'""#);
    form.question("input", "int", &path("age"), "", r#" constraint=". &gt;= 0 and . &lt;= 120""#, "");
    let alone = r#" constraint="not(selected(., 'none') and count-selected(.) &gt; 1)""#;
    form.question("select", "string", &path("signs"), "", alone, &choices("sign", ""));
    let other = format!(r#" relevant="selected({group}/signs, 'other')""#);
    form.question("input", "string", &path("other"), "", &other, "");
    form.question(
        one,
        "string",
        &path("paid"),
        "",
        &format!(r#" relevant="{group}/age &gt;= 15""#),
        &choices("yn", ""),
    );
    form.question("input", "decimal", &path("wage"), "", &format!(r#"{paid} constraint=". &gt; 0""#), "");
    form.question("input", "int", &path("days"), "", &format!(r#"{paid} constraint=". &lt;= 7""#), "");
    form.question("input", "date", &path("start"), "", "", "");
    form.question("input", "date", &path("stop"), "", &format!(r#" constraint=". &gt;= {group}/start""#), "");
    form.question("input", "string", &path("note"), "", "", "");
    form.calculation(&path("weekly"), &format!("coalesce({group}/wage, 0) * coalesce({group}/days, 0)"));
    let score = format!(
        "if(selected({group}/signs, 'locked'), 2, 0) + if(selected({group}/signs, 'debt'), 1, 0) \
         + if({group}/weekly &gt; 0 and {group}/weekly &lt; 50, 1, 0)"
    );
    form.calculation(&path("score"), &score);
    form.end_group();
    let total = if s > 1 { format!("/data/sum{}", s - 1) } else { "0".to_owned() };
    form.calculation(&format!("/data/sum{s}"), &format!("{total} + coalesce({group}/score, 0)"));
}

/// Region, district and village out of a list of so many villages, and villages by the beginning of their code.
pub(crate) fn choice(size: usize) -> Generated {
    let mut form = Writer::default();
    let districts = (size / 50).max(10);
    form.question("input", "string", "/data/part", "", "", "");
    form.question("select1", "string", "/data/region", "", "", &choices("region", ""));
    form.question("select1", "string", "/data/district", "", "", &choices("district", "[region = /data/region]"));
    form.question("select1", "string", "/data/village", "", "", &choices("village", "[district = /data/district]"));
    form.question("select1", "string", "/data/free", "", "", &choices("village", "[starts-with(name, /data/part)]"));
    form.list("region", (0..10).map(|i| item(&format!("r{i}"), "")));
    form.list("district", (0..districts).map(|i| item(&format!("d{i}"), &format!("<region>r{}</region>", i % 10))));
    let village = |i| item(&format!("v{i}"), &format!("<district>d{}</district>", i % districts));
    form.list("village", (0..size).map(village));
    let named = |letter: char, numbers: &mut dyn Iterator<Item = usize>| -> Vec<String> {
        numbers.map(|i| format!("{letter}{i}")).collect()
    };
    let districts = named('d', &mut (1..districts).step_by(10));
    let parts = named('v', &mut (10..size.min(999)));
    let probes = [
        probe("filter_equal", "/data/district", &districts, "/data/village"),
        probe("filter_starts_with", "/data/part", &parts, "/data/free"),
    ];
    let before = r#"["/data/region","r1"],["/data/district","d1"]"#;
    form.finish(format!("choice_{size}"), before, &probes)
}

fn item(name: &str, more: &str) -> String {
    format!("<item><name>{name}</name><label>Label of {name}</label>{more}</item>")
}

fn choices(list: &str, filter: &str) -> String {
    format!(
        r#"<itemset nodeset="instance('{list}')/root/item{filter}"><value ref="name"/><label ref="label"/></itemset>"#
    )
}

fn probe(name: &str, set: &str, values: &[impl AsRef<str>], look: &str) -> String {
    let values: Vec<String> = values.iter().map(|value| format!(r#""{}""#, value.as_ref())).collect();
    format!(r#"{{"name":"{name}","set":"{set}","values":[{}],"look":"{look}"}}"#, values.join(","))
}

/// The parts of an `XForm`, side by side.
#[derive(Default)]
struct Writer {
    instance: String,
    lists: String,
    binds: String,
    body: String,
    groups: Vec<String>,
}

impl Writer {
    fn question(&mut self, control: &str, kind: &str, path: &str, default: &str, rules: &str, choices: &str) {
        self.node(path, default);
        let _ = write!(self.binds, r#"<bind nodeset="{path}" type="{kind}"{rules}/>"#);
        let _ = write!(self.body, r#"<{control} ref="{path}"><label>Question {path}</label>{choices}</{control}>"#);
    }

    fn calculation(&mut self, path: &str, formula: &str) {
        self.node(path, "");
        let _ = write!(self.binds, r#"<bind nodeset="{path}" type="string" calculate="{formula}"/>"#);
    }

    fn node(&mut self, path: &str, default: &str) {
        let name = name_of(path);
        let _ = write!(self.instance, "<{name}>{default}</{name}>");
    }

    fn begin_group(&mut self, path: &str, relevant: &str) {
        let _ = write!(self.instance, "<{}>", name_of(path));
        let _ = write!(self.binds, r#"<bind nodeset="{path}" relevant="{relevant}"/>"#);
        let _ = write!(self.body, r#"<group ref="{path}"><label>Group {path}</label>"#);
        self.groups.push(name_of(path).to_owned());
    }

    fn end_group(&mut self) {
        if let Some(name) = self.groups.pop() {
            let _ = write!(self.instance, "</{name}>");
            self.body.push_str("</group>");
        }
    }

    fn list(&mut self, name: &str, items: impl IntoIterator<Item = String>) {
        let items: String = items.into_iter().collect();
        let _ = write!(self.lists, r#"<instance id="{name}"><root>{items}</root></instance>"#);
    }

    fn finish(self, name: String, before: &str, probes: &[String]) -> Generated {
        let Self { instance, lists, binds, body, .. } = self;
        let spaces = r#"xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml""#;
        let model = format!(r#"<model><instance><data id="{name}">{instance}</data></instance>{lists}{binds}</model>"#);
        let head = format!("<h:head><h:title>{name}</h:title>{model}</h:head>");
        let xml = format!(r#"<?xml version="1.0"?><h:html {spaces}>{head}<h:body>{body}</h:body></h:html>"#);
        let probes = format!(r#"{{"loads":7,"before":[{before}],"probes":[{}]}}"#, probes.join(","));
        Generated { name, xml, probes }
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_has_as_many_questions_as_it_says() {
        for form in [chain(50), mixed(50)] {
            let asked = form.xml.matches("<label>Question").count();

            assert!(form.name.ends_with("_50"));
            assert!((50..=51).contains(&asked), "{}: {asked}", form.name);
        }
    }

    #[test]
    fn every_question_of_a_probe_is_in_its_form() {
        for form in [chain(50), mixed(50), choice(500)] {
            let probes: serde_json::Value = serde_json::from_str(&form.probes).unwrap();
            for probe in probes["probes"].as_array().unwrap() {
                for key in ["set", "look"] {
                    let path = probe[key].as_str().unwrap();
                    assert!(form.xml.contains(&format!(r#"ref="{path}""#)), "{}: {path}", form.name);
                }
            }
        }
    }
}
