//! Browsers and the programs that drive them: Chromium, Firefox, and WebKit (Safari's engine).

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::{cargo_tools, system};
use crate::process::find;

const CHROMIUM: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const FIREFOX: &[&str] = &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"];
const WEBKIT_BROWSER: &[&str] = &[
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
];

/// A browser and its driver.
pub struct Browser {
    pub program: PathBuf,
    pub driver: PathBuf,
}

/// WebKit's test browser, its driver, and the X server that stands in for a screen.
pub struct WebKit {
    pub browser: Browser,
    pub xvfb: PathBuf,
}

/// Chromium or Chrome.
pub fn chromium() -> Result<Browser> {
    Ok(Browser {
        program: found(CHROMIUM, &["chromium"], "the tests in Chromium")?,
        driver: found(&["chromedriver"], &["chromium-driver"], "the tests in Chromium")?,
    })
}

/// Firefox, any channel.
pub fn firefox() -> Result<Browser> {
    let program = found(FIREFOX, &["firefox-esr"], "the tests in Firefox")?;
    let driver = find(&["geckodriver"]).map_or_else(cargo_tools::geckodriver, Ok)?;
    Ok(Browser { program, driver })
}

/// WebKitGTK's browser.
pub fn webkit() -> Result<WebKit> {
    let what_for = "the tests in WebKit";
    let driver = found(&["WebKitWebDriver"], &["webkit2gtk-driver"], what_for)?;
    let program = found(WEBKIT_BROWSER, &["webkit2gtk-driver"], what_for)?;
    Ok(WebKit { browser: Browser { program, driver }, xvfb: found(&["Xvfb"], &["xvfb"], what_for)? })
}

/// Tells `command`, by its environment, where the browsers and drivers are.
pub fn announce(command: &mut Command) -> Result<()> {
    let (chromium, firefox, webkit) = (chromium()?, firefox()?, webkit()?);
    command.env("CHROMIUM", chromium.program).env("CHROMIUM_DRIVER", chromium.driver);
    command.env("FIREFOX", firefox.program).env("FIREFOX_DRIVER", firefox.driver);
    command.env("WEBKIT", webkit.browser.program).env("WEBKIT_DRIVER", webkit.browser.driver);
    command.env("XVFB", webkit.xvfb);
    Ok(())
}

fn found(names: &[&str], packages: &[&str], what_for: &str) -> Result<PathBuf> {
    if let Some(program) = find(names) {
        return Ok(program);
    }
    system::install(packages, what_for)?;
    find(names).with_context(|| format!("{} was installed, yet {} is not there", packages.join(" "), names.join(", ")))
}
