//! Why a command failed, and its exit code.

use std::io::{self, Write};
use std::process::ExitCode;

/// Why a command failed.
pub(crate) enum Failure {
    /// The reader of the results has closed the pipe, which is not an error.
    ClosedPipe,
    /// Something could not be read or written.
    Io(String),
    /// The deal cannot be calculated, or the command was called incorrectly.
    Bad(String),
}

impl Failure {
    /// Reports the error on standard error, and returns the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::ClosedPipe => return ExitCode::SUCCESS,
            Self::Io(text) => (text, 1),
            Self::Bad(text) => (text, 2),
        };
        // Standard error may be closed; the exit code still reports the failure.
        let _ = writeln!(io::stderr(), "{}", text.trim_end());
        ExitCode::from(code)
    }
}

/// Errors in writing results. Errors in reading are reported with the name of the file.
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
