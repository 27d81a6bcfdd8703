//! The task runner: `cargo xtask <command>`. Each command is one file under `commands` and one line in
//! [`commands::ALL`]; what they install is under `tools`, and how a child program is run is in `process`.

mod bench;
mod commands;
mod dependencies;
mod eval;
mod folder;
mod fuzzing;
mod growth;
mod http;
mod process;
mod project;
mod rows;
mod tally;
mod tools;
mod wasm;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let Some(command) = commands::ALL.iter().find(|command| command.name == name) else {
        eprint!("{}", help(&name));
        return ExitCode::from(if is_help(&name) { 0 } else { 2 });
    };
    match (command.run)(&arguments.collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_help(name: &str) -> bool {
    matches!(name, "" | "help" | "-h" | "--help")
}

fn help(name: &str) -> String {
    let mut text = String::new();
    if !is_help(name) {
        text += &format!("error: there is no command `{name}`\n\n");
    }
    text += "cargo xtask <command>\n\n";
    for command in commands::ALL {
        text += &format!("  {:<28} {}\n", command.usage, command.summary);
    }
    text
}
