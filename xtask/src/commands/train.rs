//! `cargo xtask train TRAIN.jsonl`: makes the tagger's and the linker's weights anew from annotated articles.
//!
//! The crate itself turns the articles into ids, so that training and use cannot drift apart; the programs under
//! `xtask/train` learn on the ids, in a virtual environment of their own under cargo's target folder.

use std::path::{Path, PathBuf};
use std::process::{Command as Program, ExitCode};

use anyhow::{Context, Result, bail};

use super::Command;
use crate::process::{find, run as run_program, say};
use crate::{project, rows};

pub const COMMAND: Command = Command {
    name: "train",
    usage: "train TRAIN.jsonl [--dev DEV.jsonl] [--quick]",
    summary: "makes the weights of the tagger and the linker from annotated articles",
    run,
};

struct Options {
    train: PathBuf,
    dev: Option<PathBuf>,
    /// One pass over the data without a teacher: shows that all works, not what it can reach.
    quick: bool,
}

fn run(arguments: &[String]) -> Result<ExitCode> {
    let options = options(arguments)?;
    let folder = project::target().join("train");
    std::fs::create_dir_all(&folder)?;
    let python = environment(&folder)?;
    say("turning the articles into ids");
    rows::write(&options.train, &folder, "train")?;
    if let Some(dev) = &options.dev {
        rows::write(dev, &folder, "dev")?;
    }
    if !options.quick {
        say("writing the articles in other words");
        for copy in 1..=REWORDED {
            let name = format!("reworded-{copy}");
            let file = folder.join(format!("{name}.jsonl"));
            run_program(program(&python, "reword.py").arg(&options.train).arg(&file).arg(copy.to_string()))?;
            rows::write(&file, &folder, &name)?;
        }
    }
    let mut program = program(&python, "main.py");
    program.arg(&options.train).arg(&folder).arg("--reworded").arg(REWORDED.to_string());
    program.arg("--tagger").arg(project::root().join("src/tagger/model.bin"));
    program.arg("--linker").arg(project::root().join("src/attribution/linker.bin"));
    if let Some(dev) = &options.dev {
        program.arg("--dev").arg(dev);
    }
    if options.quick {
        program.arg("--quick");
    }
    run_program(&mut program)?;
    say("wrote src/tagger/model.bin and src/attribution/linker.bin");
    Ok(ExitCode::SUCCESS)
}

fn options(arguments: &[String]) -> Result<Options> {
    let (mut files, mut dev, mut quick) = (Vec::new(), None, false);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--dev" => dev = Some(PathBuf::from(rest.next().context("--dev needs a file")?)),
            "--quick" => quick = true,
            option if option.starts_with('-') => bail!("there is no option `{option}` (cargo xtask {})", COMMAND.usage),
            file => files.push(PathBuf::from(file)),
        }
    }
    let [train] = &files[..] else { bail!("one file of annotated articles is needed (cargo xtask {})", COMMAND.usage) };
    Ok(Options { train: train.clone(), dev, quick })
}

/// The network learns on so many copies of the articles in other words.
const REWORDED: usize = 2;

/// One of the training programs, ready to run.
fn program(python: &Path, name: &str) -> Program {
    let mut program = Program::new(python);
    program.env("PYTHONDONTWRITEBYTECODE", "1").arg(sources().join(name));
    program
}

fn sources() -> PathBuf {
    project::root().join("xtask/train")
}

/// The Python of the virtual environment, which is made and filled where it is missing.
fn environment(folder: &Path) -> Result<PathBuf> {
    let place = folder.join("environment");
    let python = place.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        let base = find(&["python3", "python"]).context("training needs Python 3.10 or later with its venv module")?;
        say("making a virtual environment for training");
        run_program(Program::new(base).args(["-m", "venv"]).arg(&place))?;
    }
    let pip = || {
        let mut pip = Program::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
        pip
    };
    run_program(pip().arg(sources().join("requirements.txt")))?;
    run_program(pip().arg(sources().join("requirements-teacher.txt")).arg("--no-deps"))?;
    Ok(python)
}
