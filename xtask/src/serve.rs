//! `cargo xtask serve`: serves the built page on this machine, with the headers that the README asks of a host.

use crate::page;
use crate::project::Project;
use crate::run::{self, Result};
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
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result {
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

fn port(arguments: &[String]) -> Result<u16> {
    match arguments {
        [] => Ok(USUAL_PORT),
        [flag, number] if flag == "--port" => {
            number.parse().map_err(|_| format!("{number} is not a port. Give a number up to {}.", u16::MAX))
        }
        _ => Err("Start it as `cargo xtask serve` or `cargo xtask serve --port 8000`.".to_owned()),
    }
}

/// Listens on the wanted port or, if it is in use, on any free one.
fn listen(wanted: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, wanted))
        .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
        .map_err(|error| format!("No local port can be opened: {error}. Try `cargo xtask serve --port 8000`."))
}

/// One short-lived thread per connection: browsers keep spare connections open without a request.
fn serve(listener: &TcpListener, folder: PathBuf) {
    let folder = Arc::new(folder);
    for connection in listener.incoming().flatten() {
        let folder = Arc::clone(&folder);
        // A browser may close a connection half-way.
        thread::spawn(move || answer(&connection, &folder).ok());
    }
}

fn answer(connection: &TcpStream, folder: &Path) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(10)))?;
    let first_line = read_request(connection)?;
    let mut connection = connection;
    connection.write_all(&response(&first_line, folder))
}

/// The whole response to a request line; to HEAD the same as to GET without the content.
fn response(first_line: &str, folder: &Path) -> Vec<u8> {
    let found = path_of(first_line).and_then(|name| Some((fs::read(folder.join(name)).ok()?, media_type(name))));
    let (status, media_type, content) = match found {
        Some((content, media_type)) => ("200 OK", media_type, content),
        None => ("404 Not Found", "text/plain; charset=utf-8", b"There is no such file.\n".to_vec()),
    };
    let mut response = head(status, media_type, content.len()).into_bytes();
    if !first_line.starts_with("HEAD ") {
        response.extend(content);
    }
    response
}

/// Reads a whole request and returns its first line; unread lines would make closing look like an error.
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

/// The path of the file that a request line asks for; none unless it is a plain path inside the folder.
fn path_of(first_line: &str) -> Option<&str> {
    let target = first_line.strip_prefix("GET /").or_else(|| first_line.strip_prefix("HEAD /"))?;
    let target = target.split([' ', '?', '#']).next()?;
    if target.is_empty() {
        return Some("index.html");
    }
    let plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '%', ':']);
    target.split('/').all(plain).then_some(target)
}

fn media_type(name: &str) -> &'static str {
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

/// The status line and the headers. Every site may read the files, which are public: a frame in a sandbox counts as another site.
fn head(status: &str, media_type: &str, length: usize) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n\
         Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{listen, path_of, port, response};
    use std::path::Path;

    #[test]
    fn the_bare_address_is_the_first_page() {
        assert_eq!(path_of("GET / HTTP/1.1"), Some("index.html"));
        assert_eq!(path_of("GET /?embed=1 HTTP/1.1"), Some("index.html"));
    }

    #[test]
    fn a_file_is_found_by_its_path() {
        assert_eq!(path_of("GET /app-1a2b.js HTTP/1.1"), Some("app-1a2b.js"));
    }

    #[test]
    fn nothing_outside_the_folder_can_be_path_of() {
        for line in ["GET /../Cargo.toml HTTP/1.1", "GET //etc/passwd", "GET /%2e%2e/x HTTP/1.1", "GET /a/../../b", ""]
        {
            assert_eq!(path_of(line), None, "{line}");
        }
    }

    #[test]
    fn head_is_answered_like_get_without_the_content() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        for name in ["Cargo.toml", "no-such-file"] {
            let of = |method: &str| String::from_utf8(response(&format!("{method} /{name} HTTP/1.1"), folder)).unwrap();
            let (get, head) = (of("GET"), of("HEAD"));
            assert!(head.ends_with("\r\n\r\n"), "{head}");
            assert!(get.len() > head.len() && get.starts_with(&head), "{head}");
        }
    }

    #[test]
    fn a_frame_in_a_sandbox_may_read_the_files() {
        let response = response("GET /Cargo.toml HTTP/1.1", Path::new(env!("CARGO_MANIFEST_DIR")));
        assert!(String::from_utf8(response).unwrap().contains("\r\nAccess-Control-Allow-Origin: *\r\n"));
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
