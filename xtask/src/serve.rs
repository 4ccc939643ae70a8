//! `cargo xtask serve`: the built page on this machine, from a server that adds nothing to it.

use crate::page;
use crate::project::Project;
use crate::run::{self, Outcome};
use crate::tools::Tools;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

const USUAL_PORT: u16 = 8080;
/// More than any browser sends for a small page.
const LONGEST_REQUEST: u64 = 64 * 1024;

/// Installs what is missing, builds the page, and serves it until it is stopped.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Outcome {
    let wanted = port(arguments)?;
    let tools = Tools::of(project)?;
    tools.ready_for_page()?;
    run::timed("Building the page", || page::build(project, &tools))?;
    let listener = listen(wanted)?;
    let address = listener.local_addr().map_err(|error| format!("The server has no address: {error}."))?;
    println!("Common Ground is at http://{address}/ until you press Ctrl+C.");
    serve(&listener, page::folder(project));
    Ok(())
}

fn port(arguments: &[String]) -> Outcome<u16> {
    match arguments {
        [] => Ok(USUAL_PORT),
        [flag, number] if flag == "--port" => {
            number.parse().map_err(|_| format!("{number} is not a port. Give a number up to {}.", u16::MAX))
        }
        _ => Err("Start it as `cargo xtask serve` or `cargo xtask serve --port 8000`.".to_owned()),
    }
}

/// Listens on the wanted port or, if another program has it, on any free one.
fn listen(wanted: u16) -> Outcome<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, wanted))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|error| format!("No local port can be opened: {error}. Try `cargo xtask serve --port 8000`."))
}

/// One short-lived thread a connection: browsers keep spare connections open and silent.
fn serve(listener: &TcpListener, folder: PathBuf) {
    let folder = Arc::new(folder);
    for connection in listener.incoming().flatten() {
        let folder = Arc::clone(&folder);
        // A browser that hangs up half-way is no concern of ours.
        thread::spawn(move || answer(&connection, &folder).ok());
    }
}

fn answer(connection: &TcpStream, folder: &Path) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let first_line = read_request(connection)?;
    let reply = match asked_for(&first_line).and_then(|name| Some((fs::read(folder.join(name)).ok()?, kind(name)))) {
        Some((content, kind)) => reply("200 OK", kind, &content),
        None => reply("404 Not Found", "text/plain; charset=utf-8", b"There is no such file.\n"),
    };
    let mut connection = connection;
    connection.write_all(&reply)
}

/// Reads a whole request and keeps its first line; an unread rest would make closing look like an error.
fn read_request(connection: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(connection.take(LONGEST_REQUEST)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(first)
}

/// The file a request line asks for; none unless it is a plain path inside the folder.
fn asked_for(first_line: &str) -> Option<&str> {
    let target = first_line.strip_prefix("GET /")?.split([' ', '?', '#']).next()?;
    if target.is_empty() {
        return Some("index.html");
    }
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    target.split('/').all(plain).then_some(target)
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn reply(status: &str, kind: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content].concat()
}

#[cfg(test)]
mod tests {
    use super::{asked_for, listen, port};

    #[test]
    fn the_bare_address_is_the_first_page() {
        assert_eq!(asked_for("GET / HTTP/1.1"), Some("index.html"));
        assert_eq!(asked_for("GET /?embed=1 HTTP/1.1"), Some("index.html"));
    }

    #[test]
    fn a_file_is_found_by_its_path() {
        assert_eq!(asked_for("GET /app-1a2b.js HTTP/1.1"), Some("app-1a2b.js"));
    }

    #[test]
    fn nothing_outside_the_folder_can_be_asked_for() {
        for line in ["GET /../Cargo.toml HTTP/1.1", "GET //etc/passwd", "GET /%2e%2e/x HTTP/1.1", "GET /a/../../b", ""]
        {
            assert_eq!(asked_for(line), None, "{line}");
        }
    }

    #[test]
    fn a_taken_port_gives_way_to_another() {
        let first = listen(0).unwrap();
        let taken = first.local_addr().unwrap().port();
        assert_ne!(listen(taken).unwrap().local_addr().unwrap().port(), taken);
    }

    #[test]
    fn a_port_is_a_number() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(port(&words("--port 8123")), Ok(8123));
        assert!(port(&words("--port house")).is_err());
    }
}
