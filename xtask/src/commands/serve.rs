//! `cargo xtask serve`: the page, built and served on this machine alone.

use std::net::{Ipv4Addr, TcpListener};
use std::process::ExitCode;
use std::sync::mpsc;

use anyhow::{Context, Result, bail};

use super::Command;
use crate::process::say;
use crate::{http, project, wasm};

pub const COMMAND: Command = Command {
    name: "serve",
    usage: "serve [--port N]",
    summary: "builds the WebAssembly and serves the page at http://127.0.0.1:8000/",
    run,
};

fn run(arguments: &[String]) -> Result<ExitCode> {
    let port = port(arguments)?;
    drop(listen(port)?); // A taken port is known before the build, not after it.
    wasm::build()?;
    let server = http::serve(listen(port)?, project::www())?;
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || stop.send(()).unwrap_or_default())?;
    println!("{}", server.address());
    say("serving; Ctrl-C stops it");
    stopped.recv()?;
    say("stopped");
    Ok(ExitCode::SUCCESS)
}

fn port(arguments: &[String]) -> Result<u16> {
    let number = match arguments {
        [] => return Ok(8000),
        [flag, number] if flag == "--port" => number,
        [joined] if joined.starts_with("--port=") => &joined["--port=".len()..],
        _ => bail!("usage: cargo xtask {}", COMMAND.usage),
    };
    number.parse().ok().filter(|port| *port > 0).with_context(|| format!("`{number}` is no port: use 1 to 65535"))
}

fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("cannot listen on port {port}; if another program has it, choose another: cargo xtask serve --port N")
    })
}
