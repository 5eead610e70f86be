//! SIGKILL at random moments: everything acknowledged is there afterwards, whole, and the numbers have no gap; a vault that
//! was being made is either none or a whole one.
//!
//! This program starts itself as the child that is killed. `SULUH_KILLS` sets how often (60 by default), `SULUH_SEED` the
//! moments.

use std::{
    env,
    error::Error,
    io::{self, BufRead, BufReader, Lines, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use casework::Happened;
use sync::{Moment, SpaceId};
use vault::{Condition, SoftwareKey, Vault};

const PIN: &str = "739146";
const SPACE: SpaceId = SpaceId([1; 16]);
/// The child says this when it begins to write.
const READY: &str = "ready";

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "write", folder] => return write_until_killed(Path::new(folder)),
        [_, "create", folder] => return create_and_wait(Path::new(folder)),
        _ => {}
    }
    let kills = number("SULUH_KILLS", 60)?;
    let mut moments = Moments(number("SULUH_SEED", 1)?);
    killed_while_writing(kills, &mut moments)?;
    killed_while_creating(kills.div_ceil(3), &mut moments)
}

fn killed_while_writing(kills: u64, moments: &mut Moments) -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut vault = vault_in(folder.path());
    vault.create(PIN.into())?;
    vault.append(at(0), SPACE, &[Happened::Began { language: "id".to_owned() }], None)?;
    drop(vault);

    let (mut acknowledged, mut unacknowledged) = (0, 0);
    for kill in 0..=kills {
        let (mut child, mut lines) = start("write", folder.path())?;
        let found = lines.by_ref().map_while(Result::ok).take_while(|line| line != READY).count() as u64;
        assert!(acknowledged <= found, "kill {kill}: {acknowledged} notes acknowledged, {found} found");
        unacknowledged += found - acknowledged;
        acknowledged = found;
        // Every second time not before the first save, so that a busy machine does not only hit openings.
        if kill % 2 == 0 {
            acknowledged += lines.by_ref().take(1).map_while(Result::ok).count() as u64;
        }
        thread::sleep(moments.below(Duration::from_millis(30)));
        child.kill()?;
        child.wait()?;
        acknowledged += lines.map_while(Result::ok).count() as u64;
    }
    println!(
        "\n= {kills} kills while writing: {acknowledged} acknowledged notes, all there, and {unacknowledged} more"
    );
    assert!(kills / 2 < acknowledged, "the child hardly wrote: the kills hit nothing");
    Ok(())
}

/// The child: says of each note there is that it is whole, then writes more and says of each that it is written.
fn write_until_killed(folder: &Path) -> Outcome {
    let mut vault = vault_in(folder);
    vault.unlock(PIN.into(), 0)?;
    let case = vault.case(SPACE)?;
    let last = case.notes.len() as u64;
    assert!(case.timeline.iter().map(|entry| entry.id.seq).eq(1..=last + 1), "the log has a gap");
    // Written with the note: never one without the other.
    assert_eq!(vault.place(SPACE)?, (0 < last).then(|| last.to_string()));
    let mut out = io::stdout().lock();
    for (number, note) in (1_u64..).zip(&case.notes) {
        assert!(note.text == text(number), "note {number} is not whole");
        writeln!(out, "{number}")?;
    }
    writeln!(out, "{READY}")?;
    for number in last + 1.. {
        let noted = Happened::Noted { text: text(number) };
        vault.append(at(number), SPACE, &[noted], Some(&number.to_string()))?;
        writeln!(out, "{number}")?;
    }
    Ok(())
}

fn killed_while_creating(kills: u64, moments: &mut Moments) -> Outcome {
    let (mut none, mut whole) = (0, 0);
    let begun = Instant::now();
    let folder = tempfile::tempdir()?;
    let (mut child, mut lines) = start("create", folder.path())?;
    assert!(lines.any(|line| line.is_ok_and(|line| line == READY)), "no vault was made");
    let one = begun.elapsed();
    child.kill()?;
    child.wait()?;
    for kill in 0..kills {
        let folder = tempfile::tempdir()?;
        let inside = folder.path().join("vault");
        let (mut child, lines) = start("create", &inside)?;
        thread::sleep(moments.below(one + one / 4));
        child.kill()?;
        child.wait()?;
        let acknowledged = lines.map_while(Result::ok).any(|line| line == READY);

        let mut vault = vault_in(&inside);
        match vault.condition() {
            Condition::Absent => {
                assert!(!acknowledged, "kill {kill}: an acknowledged vault is gone");
                none += 1;
                vault.create("846203".into())?;
                vault.unlock("846203".into(), 0)?;
            }
            Condition::Locked => {
                whole += 1;
                vault.unlock(PIN.into(), 0)?;
            }
            other => panic!("kill {kill} left a vault that is {other:?}"),
        }
        vault.append(at(0), SPACE, &[Happened::Began { language: "id".to_owned() }], None)?;
    }
    println!("\n= {kills} kills while a vault was made: {none} left none, {whole} a whole one");
    Ok(())
}

fn create_and_wait(folder: &Path) -> Outcome {
    vault_in(folder).create(PIN.into())?;
    println!("{READY}");
    thread::sleep(Duration::from_mins(1));
    Ok(())
}

/// Different for each note, of very different lengths.
fn text(number: u64) -> String {
    format!("{number} ").repeat(usize::try_from(number * 37 % 900).unwrap_or(1))
}

fn start(what: &str, folder: &Path) -> io::Result<(Child, Lines<BufReader<ChildStdout>>)> {
    let mut child = Command::new(env::current_exe()?).arg(what).arg(folder).stdout(Stdio::piped()).spawn()?;
    let out = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    Ok((child, BufReader::new(out).lines()))
}

fn vault_in(folder: &Path) -> Vault {
    Vault::new(folder.to_owned(), Box::new(SoftwareKey::new(folder)))
}

fn at(number: u64) -> Moment {
    Moment { utc_ms: 1_795_000_000_000 + i64::try_from(number).unwrap_or(0), offset_min: 420 }
}

/// Random moments, the same for the same seed.
struct Moments(u64);

impl Moments {
    fn below(&mut self, most: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % u64::try_from(most.as_micros()).unwrap_or(u64::MAX).max(1))
    }
}

fn number(name: &str, otherwise: u64) -> Result<u64, Box<dyn Error>> {
    Ok(env::var(name).map_or(Ok(otherwise), |value| value.parse())?)
}
