//! A static file server for one folder, on this machine alone. It answers GET and HEAD, sends the media types that
//! modules and WebAssembly need, lets the browser keep a file only for as long as its bytes stay the same, and sends
//! as a header the Content-Security-Policy that the folder's `index.html` carries in its `meta` element.

use std::fs;
use std::io::Cursor;
use std::net::{SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::folder::Fingerprint;

const THREADS: usize = 4;

/// A running server; it ends with the program.
pub struct Running {
    address: SocketAddr,
}

impl Running {
    /// The address to open, such as `http://127.0.0.1:8000/`.
    pub fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

/// Serves the files under `folder` to whoever connects to `listener`.
pub fn serve(listener: TcpListener, folder: PathBuf) -> Result<Running> {
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!("{error}"))?;
    let (server, folder) = (Arc::new(server), Arc::new(folder));
    for _ in 0..THREADS {
        let (server, folder) = (Arc::clone(&server), Arc::clone(&folder));
        thread::spawn(move || {
            for request in server.incoming_requests() {
                let response = answer(&request, &folder);
                // A browser that went away before it had everything is no error of the server's.
                drop(request.respond(response));
            }
        });
    }
    Ok(Running { address })
}

type Answer = Response<Cursor<Vec<u8>>>;

fn answer(request: &Request, folder: &Path) -> Answer {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return plain(405, "only GET and HEAD").with_header(header("Allow", "GET, HEAD"));
    }
    let Some(file) = file_of(request.url(), folder) else { return plain(404, "not found") };
    let Ok(bytes) = fs::read(&file) else { return plain(404, "not found") };
    let tag = entity_tag(&bytes);
    let known = request.headers().iter().any(|sent| sent.field.equiv("If-None-Match") && sent.value.as_str() == tag);
    let response = if known {
        Response::from_data([]).with_status_code(304)
    } else {
        Response::from_data(bytes).with_chunked_threshold(usize::MAX)
    };
    let mut response = response.with_header(header("ETag", &tag)).with_header(header("Content-Type", media_type(&file)));
    response.add_header(header("Cache-Control", "no-cache"));
    response.add_header(header("X-Content-Type-Options", "nosniff"));
    // The bookmarklet and pages of other origins load the element from here, as from any published copy.
    response.add_header(header("Access-Control-Allow-Origin", "*"));
    if let Some(policy) = content_security_policy(folder) {
        response.add_header(header("Content-Security-Policy", &policy));
    }
    response
}

fn plain(status: u16, text: &str) -> Answer {
    Response::from_data(text).with_status_code(status).with_header(header("Content-Type", "text/plain; charset=utf-8"))
}

/// A header of a fixed name; a value that no header may carry is left empty.
fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value)
        .or_else(|()| Header::from_bytes(name, ""))
        .unwrap_or_else(|()| unreachable!("header names here are plain words"))
}

/// The file that `url` names under `folder`: `/` and other folders are their `index.html`; nothing outside is named.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = percent_decoded(url.split(['?', '#']).next()?)?;
    let relative = Path::new(path.trim_start_matches('/'));
    let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(relative);
    (inside && !path.contains('\0')).then(|| if file.is_dir() { file.join("index.html") } else { file })
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn entity_tag(bytes: &[u8]) -> String {
    let mut content = Fingerprint::default();
    content.add(bytes);
    format!("\"{content}\"")
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "ts" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The policy in `<meta http-equiv="Content-Security-Policy" content="…">` of the folder's page, if it has one.
fn content_security_policy(folder: &Path) -> Option<String> {
    let page = fs::read_to_string(folder.join("index.html")).ok()?;
    let (_, after) = page.split_once("http-equiv=\"Content-Security-Policy\"")?;
    let (_, value) = after.split_once("content=\"")?;
    let (policy, _) = value.split_once('"')?;
    Some(policy.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpStream};

    fn served(name: &str) -> (Running, PathBuf) {
        let folder = std::env::temp_dir().join(format!("article-annotator-http-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("pkg")).unwrap();
        let page = "<meta http-equiv=\"Content-Security-Policy\"\n content=\"default-src\n 'self'\">";
        fs::write(folder.join("index.html"), page).unwrap();
        fs::write(folder.join("pkg/engine.wasm"), b"\0asm").unwrap();
        fs::write(folder.join("a b.mjs"), "export {}").unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        (serve(listener, folder.clone()).unwrap(), folder)
    }

    #[track_caller]
    fn reply(server: &Running, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).unwrap();
        String::from_utf8_lossy(&reply).into_owned()
    }

    #[test]
    fn sends_the_page_with_its_policy_and_media_types() {
        let (server, folder) = served("types");
        let page = reply(&server, "GET /?from=test HTTP/1.1");
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(page.contains("Content-Security-Policy: default-src 'self'\r\n"), "{page}");
        assert!(reply(&server, "GET /pkg/engine.wasm HTTP/1.1").contains("Content-Type: application/wasm\r\n"));
        assert!(reply(&server, "GET /a%20b.mjs HTTP/1.1").contains("Content-Type: text/javascript; charset=utf-8\r\n"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn answers_head_without_a_body_and_a_known_tag_with_304() {
        let (server, folder) = served("head");
        let head = reply(&server, "HEAD /pkg/engine.wasm HTTP/1.1");
        assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(head.contains("Content-Length: 4\r\n"), "{head}");
        let tag = entity_tag(b"\0asm");
        let known = reply(&server, &format!("GET /pkg/engine.wasm HTTP/1.1\r\nIf-None-Match: {tag}"));
        assert!(known.starts_with("HTTP/1.1 304") && !known.contains("\0asm"), "{known}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn refuses_what_is_missing_outside_or_not_a_reading() {
        let (server, folder) = served("refused");
        for path in ["/missing.js", "/pkg", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/%", "/%00"] {
            assert!(reply(&server, &format!("GET {path} HTTP/1.1")).starts_with("HTTP/1.1 404"), "{path}");
        }
        assert!(reply(&server, "POST / HTTP/1.1\r\nContent-Length: 0").starts_with("HTTP/1.1 405"));
        fs::remove_dir_all(folder).unwrap();
    }
}
