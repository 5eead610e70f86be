//! Writes the seeds of every target into a folder, each target's into its own, and says what there is: a line for each
//! target, its name and its longest input.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let Some(folder) = env::args_os().nth(1) else { return Err(io::Error::other("seeds FOLDER")) };
    for target in fuzz::TARGETS {
        let folder = Path::new(&folder).join(target.name);
        fs::create_dir_all(&folder)?;
        for (number, seed) in (target.seeds)().iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed)?;
        }
        println!("{} {}", target.name, target.longest);
    }
    Ok(())
}
