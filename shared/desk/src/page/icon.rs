//! Small drawings beside words; a screen reader never says them.

use maud::{Markup, Render, html};

/// The outline of a drawing on a field of 24 by 24.
pub(super) struct Icon(&'static str);

pub(super) const BACK: Icon = Icon("M15 5l-7 7 7 7");
pub(super) const EMERGENCY: Icon = Icon("M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3");
pub(super) const TORCH: Icon =
    Icon("M12 2.5c2.6 2.4 3.7 4.2 3.7 6a3.7 3.7 0 0 1-7.4 0c0-1.8 1.1-3.6 3.7-6zM8.5 14.5h7l-1 7h-5z");
pub(super) const LEARN: Icon =
    Icon("M4 5.5c3-1 6-.5 8 1.5 2-2 5-2.5 8-1.5v12.5c-3-1-6-.5-8 1.5-2-2-5-2.5-8-1.5zM12 7v12.5");
pub(super) const SERVICES: Icon = Icon("M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21");
pub(super) const WORK: Icon = Icon("M3 7.5h18V20H3zM9 7.5V4h6v3.5M3 12.5h18");
pub(super) const MORE: Icon = Icon("M4 6.5h16M4 12h16M4 17.5h16");
pub(super) const SPEAKER: Icon = Icon("M4 9.5v5h3.5L13 19V5L7.5 9.5zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11");
pub(super) const CALL: Icon = Icon(
    "M6.5 3.5l3 .5 1.5 4-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 4 1.5.5 3c0 1.5-1.2 2.5-2.5 2.5C10 20 4 14 4 6c0-1.3 1-2.5 2.5-2.5z",
);
pub(super) const INFORMATION: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.3");
pub(super) const CAUTION: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v6M12 16v.3");
pub(super) const ONWARD: Icon = Icon("M9 5l7 7-7 7");

pub(super) const MESSAGE: Icon = Icon("M4 5h16v11H9.5L5 20v-4H4z");
pub(super) const PLACE: Icon =
    Icon("M12 21c-4-4.5-6-8-6-10.8a6 6 0 0 1 12 0C18 13 16 16.5 12 21zM12 8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z");
pub(super) const SHARE: Icon = Icon("M12 15V3.5M7.5 8L12 3.5 16.5 8M5 12v8.5h14V12");
pub(super) const PRINT: Icon = Icon("M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 13.5h10v7H7z");

/// What opening an address leads to.
pub(super) fn of_address(address: &str) -> Icon {
    match address.split_once(':') {
        Some(("geo", _)) => PLACE,
        Some(("sms" | "https", _)) => MESSAGE,
        _ => CALL,
    }
}

/// A drawing that comes with the words it stands beside.
pub(super) fn picture(lines: &str) -> Markup {
    html! { svg .picture viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(lines) {} } }
}

impl Render for Icon {
    fn render(&self) -> Markup {
        html! { svg .icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" { path d=(self.0) {} } }
    }
}
