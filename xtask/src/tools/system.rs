//! Debian and Ubuntu packages: installed where `apt-get` is there and may be used, named in a message elsewhere.

use std::process::{Command, Stdio};
use std::sync::Once;

use anyhow::{Result, bail};

use crate::process::{find, run, say};

/// Installs `packages`, saying what for; where that cannot be done, the error says what to install by hand.
pub fn install(packages: &[&str], what_for: &str) -> Result<()> {
    let names = packages.join(" ");
    if find(&["apt-get"]).is_none() {
        bail!("{what_for} needs what Debian packages as `{names}`: install these with your system's package manager");
    }
    if !may_administer() {
        bail!("{what_for} needs system packages. Run this, then try again:\n  sudo apt-get install {names}");
    }
    say(format!("installing system packages for {what_for}: {names}"));
    static UPDATED: Once = Once::new();
    let mut updated = Ok(());
    UPDATED.call_once(|| updated = run(as_administrator("apt-get").args(["-qq", "update"])));
    if let Err(error) = updated {
        say(format!("{error:#}; going on with the package lists as they are"));
    }
    let flags = ["-qq", "-y", "--no-install-recommends", "install"];
    run(as_administrator("apt-get").args(flags).args(packages).stdout(Stdio::null()))
}

/// True for root, and for a user whom sudo lets through without a password.
pub fn may_administer() -> bool {
    is_root() || sudo().arg("true").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A command that runs `program` as the administrator, asking nothing.
pub fn as_administrator(program: &str) -> Command {
    let mut command = if is_root() { Command::new("env") } else { sudo() };
    if !is_root() {
        command.arg("env");
    }
    command.arg("DEBIAN_FRONTEND=noninteractive").arg(program).stdin(Stdio::null());
    command
}

fn sudo() -> Command {
    let mut sudo = Command::new("sudo");
    sudo.arg("-n");
    sudo
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}
