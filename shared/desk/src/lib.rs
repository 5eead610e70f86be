//! The app in a browser on the same computer: every screen as server-made HTML on a loopback port.
//!
//! The desk decides nothing about the app. It draws the current screen (`page`), turns a posted form into the events
//! that screen offers (`press`), and lets in one person at a time (`entrance`, `guard`). Events never travel through
//! HTML: a form names a place on the screen, and the event is looked up there.

mod browser;
mod entrance;
mod files;
mod guard;
mod page;
mod press;
mod router;
mod serve;
mod target;
#[cfg(test)]
mod testing;

use std::{path::PathBuf, sync::Arc, time::Duration};

use app::{Screen, UserEvent};

pub use files::Files;
pub use serve::{ServeError, serve};

/// How the desk is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port on 127.0.0.1; `None` or 0 takes any free one.
    pub port: Option<u16>,
    /// A folder of this user alone, for the short-lived file that leads the browser in. Made when missing.
    pub token_folder: PathBuf,
    /// Opens the browser; otherwise the address is printed, alone on the first line of the standard output.
    pub open_browser: bool,
}

/// The app as the desk sees it.
pub trait Core: Send + Sync {
    /// Tells the app what somebody did. Returns at once.
    fn send(&self, event: UserEvent);

    /// The screen as it is now.
    fn screen(&self) -> Arc<Screen>;

    /// Waits until everything sent was handled and answered, at most for `limit`. Says whether it is so.
    fn settle(&self, limit: Duration) -> bool;
}

impl Core for runtime::Running {
    fn send(&self, event: UserEvent) {
        self.send(event);
    }

    fn screen(&self) -> Arc<Screen> {
        self.screen()
    }

    fn settle(&self, limit: Duration) -> bool {
        self.settle(limit)
    }
}
