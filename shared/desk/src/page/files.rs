//! The page on which a file is chosen or fetched, in place of the screen that asked for it.

use app::Screen;
use maud::{Markup, html};

use super::{document, texts};
use crate::{
    entrance::Secret,
    files::Asked,
    press::{ASKED, FILE, FORM_KEY},
};

/// What the app waits for. Shows nothing of the screen but its language, and works the same without scripts.
pub(crate) fn files(screen: &Screen, form_key: &Secret, number: u64, asked: &Asked) -> Markup {
    let t = texts(screen);
    let (title, text, back) = match asked {
        Asked::Choose { .. } => (t.desk_file_title(), t.desk_file_text(), t.desk_file_none()),
        Asked::Keep { .. } => (t.desk_save_title(), t.desk_save_text(), t.desk_save_done()),
    };
    let key = html! {
        input type="hidden" name=(FORM_KEY) value=(form_key.reveal()) autocomplete="off";
        input type="hidden" name=(ASKED) value=(number) autocomplete="off";
    };
    let body = html! {
        main {
            h1 #title { (title) }
            p .words { (text) }
            @match asked {
                Asked::Choose { .. } => form method="post" action="/file" enctype="multipart/form-data" {
                    (key)
                    div .field {
                        label for="file" { (t.desk_file_label()) }
                        input #file type="file" name=(FILE) required autofocus;
                    }
                    div .press.main { button .main { (t.desk_file_use()) } }
                },
                Asked::Keep { name, .. } => a .contact href="/file" download=(name) { (t.desk_save(name)) },
            }
            form method="post" action="/no-file" { (key) div .press.quiet { button .quiet { (back) } } }
        }
    };
    document(&screen.lang, &t.app_name(), None, &body)
}
