//! Why a command could not do its work, and the exit code that says so.

use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command could not do its work.
pub(crate) enum Failure {
    /// Whoever read the results has read enough: no fault of anybody.
    ClosedPipe,
    /// Something could not be read or written.
    Io(String),
    /// The deal cannot be worked out, or the command was called wrongly.
    Bad(String),
}

impl Failure {
    /// Says what went wrong on standard error, and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::ClosedPipe => return ExitCode::SUCCESS,
            Self::Io(text) => (text, 1),
            Self::Bad(text) => (text, 2),
        };
        // Nobody may be listening; the exit code still tells.
        let _ = writeln!(io::stderr(), "{}", text.trim_end());
        ExitCode::from(code)
    }
}

/// Errors of writing results; those of reading are given with the name of the file.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Io(format!("The results could not be written: {error}.")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}
