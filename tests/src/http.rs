//! One HTTP request over a connection of its own, sent exactly as written: also what no browser would ever send.

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

/// Longer than the desk ever waits for the app.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request as it goes over the wire.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET` or whatever else.
    pub method: String,
    /// From the first slash on.
    pub path: String,
    /// In the order sent; `Content-Length` and `Connection` are added.
    pub headers: Vec<(String, String)>,
    /// What follows the headers.
    pub body: Vec<u8>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Everything after the headers.
    pub body: String,
}

impl Request {
    /// Reads a page of the desk on this port.
    #[must_use]
    pub fn get(port: u16, path: &str) -> Self {
        let headers = vec![("Host".to_owned(), format!("127.0.0.1:{port}"))];
        Self { method: "GET".to_owned(), path: path.to_owned(), headers, body: Vec::new() }
    }

    /// Posts a form as a page of the desk on this port does.
    #[must_use]
    pub fn post(port: u16, path: &str, fields: &[(String, String)]) -> Self {
        Self { method: "POST".to_owned(), body: encode(fields).into_bytes(), ..Self::get(port, path) }
            .with("Origin", &format!("http://127.0.0.1:{port}"))
            .with("Content-Type", "application/x-www-form-urlencoded")
    }

    /// The same with this header, in place of any of its name.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without this header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self
    }

    /// Sends it and does not wait for the answer.
    ///
    /// # Errors
    ///
    /// When nobody listens.
    pub fn begin(&self, port: u16) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.path).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        bytes.extend(format!("Content-Length: {}\r\nConnection: close\r\n\r\n", self.body.len()).into_bytes());
        bytes.extend(&self.body);
        stream.write_all(&bytes)?;
        Ok(stream)
    }

    /// Sends it and reads the whole answer.
    ///
    /// # Errors
    ///
    /// When nobody listens, or what came back is no HTTP.
    pub fn send(&self, port: u16) -> io::Result<Answer> {
        let mut bytes = Vec::new();
        self.begin(port)?.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        parse(&text).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, text.into_owned()))
    }
}

impl Answer {
    /// A header by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }
}

fn parse(text: &str) -> Option<Answer> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.split(' ').next()?.parse().ok()?;
    let headers = lines.filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
    Some(Answer { status, headers, body: body.to_owned() })
}

fn encode(fields: &[(String, String)]) -> String {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}

fn escape(text: &str) -> String {
    let escaped = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        _ => format!("%{byte:02X}"),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_sent_as_browsers_send_it() {
        let fields = [("a-1".to_owned(), "x y\r\né&=".to_owned()), ("b".to_owned(), String::new())];

        assert_eq!(encode(&fields), "a-1=x+y%0D%0A%C3%A9%26%3D&b=");
    }

    #[test]
    fn an_answer_is_read_with_its_headers() {
        let answer = parse("HTTP/1.1 303 See Other\r\nlocation: /\r\nX-Y: z\r\n\r\nbody").unwrap();

        assert_eq!((answer.status, answer.header("location"), answer.header("x-y")), (303, Some("/"), Some("z")));
        assert_eq!(answer.body, "body");
    }
}
