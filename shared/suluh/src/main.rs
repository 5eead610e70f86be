//! The command line: `suluh` opens the desk; `guide`, `directory` and `pack` are for authors.

mod bundled;
mod check_command;
mod desk_command;
mod directory_command;
mod directory_export;
mod directory_lock;
mod filter_argument;
mod form_command;
mod guide_command;
mod pack_command;
mod report_command;
mod rounds_command;
mod say;
mod sheet_command;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Suluh: talk safely with people who may have been trafficked, and find help, without a network.
#[derive(Parser)]
#[command(version, about, long_about = None, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    desk: desk_command::DeskArguments,
}

#[derive(Subcommand)]
enum Command {
    /// Open the app in a browser on this computer (the default).
    Desk(desk_command::DeskArguments),
    /// Build, sign and verify content packs.
    #[command(subcommand)]
    Pack(PackCommand),
    /// Check and play questionnaires.
    #[command(subcommand)]
    Guide(GuideCommand),
    /// Look services up, keep them in a spreadsheet, and hand the directory on.
    #[command(subcommand)]
    Directory(DirectoryCommand),
}

#[derive(Subcommand)]
enum PackCommand {
    /// Build a pack from a content folder.
    Build {
        /// The content folder.
        content: PathBuf,
        /// Where the pack goes.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Build for people: refuses numbers that nobody has confirmed, and the test key.
        #[arg(long)]
        release: bool,
        /// Write over a file that is there already.
        #[arg(long)]
        replace: bool,
    },
    /// Add a publisher's signature to a pack.
    Sign {
        /// The pack.
        file: PathBuf,
        /// The secret key, as minisign keeps it. Its password is asked for, or read from a pipe.
        #[arg(long, value_name = "SECRET_KEY_FILE")]
        key: PathBuf,
        /// Where the signed pack goes [default: in place of the pack].
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write over a file that is there already.
        #[arg(long)]
        replace: bool,
    },
    /// Write only what a holder of an older pack needs to have a new one.
    Delta {
        /// The pack that its receivers have.
        old: PathBuf,
        /// The pack that they are to have.
        new: PathBuf,
        /// Where the delta goes.
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// Write over a file that is there already.
        #[arg(long)]
        replace: bool,
    },
    /// Verify a pack's signatures and hashes, and say how many publishers signed.
    Verify {
        /// The pack.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum GuideCommand {
    /// Check forms: where each fault is, and what is proven of them.
    Check {
        /// Workbooks or `XForms`, or folders of them.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Print JSON, with the answers that lead to each question.
        #[arg(long)]
        json: bool,
    },
    /// Play a script of answers and print what the form does, as JSON.
    Play {
        /// The workbook or `XForm`.
        form: PathBuf,
        /// The script.
        script: PathBuf,
        /// The moment that `today()` and `now()` see, as RFC 3339.
        #[arg(long, value_name = "RFC3339")]
        now: Option<String>,
    },
    /// Print a form as an outline, with what each question depends on.
    Show {
        /// The form.
        form: PathBuf,
        /// The language of its texts.
        #[arg(long)]
        lang: Option<String>,
        /// Write a picture of it to this file instead.
        #[arg(long, value_name = "FILE")]
        svg: Option<PathBuf>,
    },
    /// Say which branches of a form no script takes.
    Cover {
        /// The form.
        form: PathBuf,
        /// Scripts of answers.
        #[arg(required = true)]
        scripts: Vec<PathBuf>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Time compiling, loading and answering, and print the figures as JSON.
    Bench {
        /// The workbook or `XForm`, or what was kept of one.
        form: PathBuf,
        /// What is answered, as the peers' benchmark takes it.
        probes: PathBuf,
        /// Keep the form as it lies in a pack in this file, to be timed without compiling (ending: compiled).
        #[arg(long)]
        keep: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct RoundsArguments {
    /// The content folder; the content this program came with when left out.
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// The language of the names [default: the terminal's].
    #[arg(long)]
    lang: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum DirectoryCommand {
    /// Write an empty workbook (.xlsx) to be filled in with services.
    Template {
        /// Where the workbook goes.
        file: PathBuf,
        /// The languages the texts are written in.
        #[arg(long, value_delimiter = ',', default_value = "en,id")]
        languages: Vec<String>,
        /// The language of the explanations [default: the terminal's].
        #[arg(long)]
        lang: Option<String>,
    },
    /// Check a filled workbook, or a table of values (.csv), and make a directory of it.
    Import {
        /// The workbook or table.
        file: PathBuf,
        /// Only say what is wrong.
        #[arg(long, conflicts_with = "output")]
        dry_run: bool,
        /// The content folder that the directory goes into, in place of an earlier edition.
        #[arg(short, long, value_name = "FOLDER", required_unless_present = "dry_run")]
        output: Option<PathBuf>,
        /// Let a file in whose checks are older than those in the folder, or that lacks services of it.
        #[arg(long)]
        replace: bool,
    },
    /// Note what somebody who tried a service found wrong with its entry.
    Report {
        /// The id of the service.
        id: String,
        /// What was wrong: `no_answer`, `wrong_number`, `closed`, `not_as_said` or `treated_badly`.
        kind: String,
        /// The day on which somebody tried, such as 2026-05-03 [default: today].
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The role of who tried, never a person's name.
        #[arg(long, value_name = "ROLE", default_value = "")]
        by: String,
        /// The content folder whose directory keeps the report.
        #[arg(short, long, value_name = "FOLDER", default_value = "content")]
        output: PathBuf,
    },
    /// Say that the reports of a kind about a service have been looked into, and that its entry can stay.
    Settle {
        /// The id of the service.
        id: String,
        /// What was wrong: `no_answer`, `wrong_number`, `closed`, `not_as_said` or `treated_badly`.
        kind: String,
        /// The day on which you had looked into them, such as 2026-05-03; later reports stay open [default: today].
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// They were settled by mistake: open them again.
        #[arg(long)]
        undo: bool,
        /// The content folder whose directory keeps the reports.
        #[arg(short, long, value_name = "FOLDER", default_value = "content")]
        output: PathBuf,
    },
    /// Say what has happened to an entry: confirmations, changes, reports.
    History {
        /// The id of the service.
        id: String,
        #[command(flatten)]
        arguments: RoundsArguments,
    },
    /// Say whom to call next, first where something wrong was reported, and what to ask.
    Due(RoundsArguments),
    /// Say for each place how many services were confirmed in time, and for whom they are.
    Figures(RoundsArguments),
    /// Search the directory.
    Search(directory_command::SearchArguments),
    /// Write the directory for other tools, or to be printed.
    Export(directory_export::ExportArguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command {
        None => desk_command::run(arguments.desk),
        Some(Command::Desk(desk)) => desk_command::run(desk),
        Some(Command::Pack(PackCommand::Build { content, output, release, replace })) => {
            pack_command::build(&content, &output, release, replace)
        }
        Some(Command::Pack(PackCommand::Sign { file, key, output, replace })) => {
            pack_command::sign(&file, &key, output.as_deref(), replace)
        }
        Some(Command::Pack(PackCommand::Delta { old, new, output, replace })) => {
            pack_command::delta(&old, &new, &output, replace)
        }
        Some(Command::Pack(PackCommand::Verify { file })) => pack_command::verify(&file),
        Some(Command::Guide(GuideCommand::Check { paths, json })) => check_command::check(&paths, json),
        Some(Command::Guide(GuideCommand::Play { form, script, now })) => {
            guide_command::play(&form, &script, now.as_deref())
        }
        Some(Command::Guide(GuideCommand::Show { form, lang, svg })) => {
            form_command::show(&form, lang.as_deref(), svg.as_deref())
        }
        Some(Command::Guide(GuideCommand::Cover { form, scripts, json })) => form_command::cover(&form, &scripts, json),
        Some(Command::Guide(GuideCommand::Bench { form, probes, keep })) => {
            guide_command::bench(&form, &probes, keep.as_deref())
        }
        Some(Command::Directory(DirectoryCommand::Template { file, languages, lang })) => {
            sheet_command::template(&file, &languages, say::lang_or_terminal(lang.as_deref()))
        }
        Some(Command::Directory(DirectoryCommand::Import { file, output, replace, .. })) => {
            sheet_command::import(&file, output.as_deref(), replace)
        }
        Some(Command::Directory(DirectoryCommand::Report { id, kind, on, by, output })) => {
            let told = report_command::Told { id: &id, kind: &kind, on: on.as_deref(), by: &by };
            report_command::report(&told, &output, say::lang_or_terminal(None))
        }
        Some(Command::Directory(DirectoryCommand::Settle { id, kind, on, undo, output })) => {
            let told = report_command::Told { id: &id, kind: &kind, on: on.as_deref(), by: "" };
            report_command::settle(&told, undo, &output, say::lang_or_terminal(None))
        }
        Some(Command::Directory(DirectoryCommand::History { id, arguments: RoundsArguments { from, lang, json } })) => {
            report_command::history(&id, from.as_deref(), say::lang_or_terminal(lang.as_deref()), json)
        }
        Some(Command::Directory(DirectoryCommand::Due(RoundsArguments { from, lang, json }))) => {
            rounds_command::due(from.as_deref(), say::lang_or_terminal(lang.as_deref()), json)
        }
        Some(Command::Directory(DirectoryCommand::Figures(RoundsArguments { from, lang, json }))) => {
            rounds_command::kept(from.as_deref(), say::lang_or_terminal(lang.as_deref()), json)
        }
        Some(Command::Directory(DirectoryCommand::Search(arguments))) => directory_command::search(&arguments),
        Some(Command::Directory(DirectoryCommand::Export(arguments))) => directory_export::run(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_make_sense() {
        super::Arguments::command().debug_assert();
    }
}
