//! What a part of a workbook may hold. Its reader has no bounds: it reserves what a number in it asks for, and adds up
//! digits until they no longer fit.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use crate::fault::Problem;

/// Longest text, tag or comment, in bytes: what a cell can hold, each character written as a reference.
const LONGEST: usize = 1 << 20;
/// Most elements inside each other; a sheet has seven.
const DEEPEST: usize = 100;
/// Most texts that cells share.
const MOST_STRINGS: u64 = 300_000;

/// Reads a part to its end as the reader of workbooks does; gives back how many bytes it has.
///
/// Whether it is XML is only asked of those parts that say so: pictures lie beside the sheets, and the reader can be sent to any.
pub(crate) fn check(part: impl Read, is_xml: bool) -> Result<u64, Problem> {
    let mut reader = Reader::from_reader(Measured { inner: BufReader::new(part), read: 0, left: LONGEST });
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut strings = 0;
    let mut depth = 0_usize;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        reader.get_mut().left = LONGEST;
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => {
                depth += 1;
                strings += u64::from(element.local_name().as_ref() == "si");
                check_numbers(&element)?;
            }
            Ok(Event::Empty(element)) => {
                strings += u64::from(element.local_name().as_ref() == "si");
                check_numbers(&element)?;
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // Workbooks may have none (ECMA-376, part 2, 8.1.4), and entities of a document's own are what bombs are made of.
            Ok(Event::DocType(_)) if is_xml => return Err(Problem::NotAWorkbook),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(Error::Io(_)) if reader.get_ref().left == 0 => return Err(Problem::TooLarge),
            Err(Error::Io(_)) => return Err(Problem::NotAWorkbook),
            // The reader of workbooks stops here too.
            Err(_) => break,
        }
        if strings > MOST_STRINGS || (is_xml && depth > DEEPEST) {
            return Err(Problem::TooLarge);
        }
    }
    let mut rest = reader.into_inner();
    io::copy(&mut rest.inner, &mut io::sink()).map(|more| rest.read + more).map_err(|_| Problem::NotAWorkbook)
}

/// Refuses numbers that the reader would believe.
fn check_numbers(element: &BytesStart<'_>) -> Result<(), Problem> {
    let name = element.local_name();
    let named = match name.as_ref() {
        "sst" => "uniqueCount",
        "c" | "row" => "r",
        "dimension" => "ref",
        _ => return Ok(()),
    };
    let is_believed = |value: &str| match named {
        "uniqueCount" => value.trim().parse().is_ok_and(|count: u64| count <= MOST_STRINGS),
        _ => value.split(':').all(is_position),
    };
    let all =
        attributes(element.attributes_raw()).filter(|(name, _)| *name == named).all(|(_, value)| is_believed(value));
    if all { Ok(()) } else { Err(Problem::TooLarge) }
}

/// Names and values of attributes, as leniently as the reader of workbooks takes them; it too stops at what is none.
fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let after = after.trim_ascii_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, more) = after[1..].split_once(quote).unwrap_or((&after[1..], ""));
        rest = more;
        Some((name.trim_ascii(), value))
    })
}

/// Whether a position lies on a sheet: up to three letters and seven digits, either of which may be missing.
fn is_position(text: &str) -> bool {
    let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    text.len() - digits.len() <= 3 && digits.len() <= 7 && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Lets through as much as is left for one event, and counts.
struct Measured<R> {
    inner: BufReader<R>,
    read: u64,
    left: usize,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?.read(into)?;
        self.consume(given);
        Ok(given)
    }
}

impl<R: Read> BufRead for Measured<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("longer than any cell"));
        }
        let bytes = self.inner.fill_buf()?;
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.read += amount as u64;
        self.left = self.left.saturating_sub(amount);
    }
}
