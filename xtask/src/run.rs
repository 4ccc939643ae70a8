//! Running other programs: their output is captured, and shown when it is needed.

use std::env;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

/// A value, or a sentence for the user on what failed, why, and what to do.
pub(crate) type Result<T = (), E = String> = std::result::Result<T, E>;

/// A program that ran to its end.
pub(crate) struct Finished {
    /// Whether it reported success.
    pub(crate) succeeded: bool,
    /// Its output, errors included, in the order it was printed.
    pub(crate) text: String,
    /// How to run it again by hand.
    pub(crate) by_hand: String,
}

/// Runs a program to its end and captures its output.
pub(crate) fn captured(mut command: Command) -> Result<Finished> {
    let by_hand = by_hand(&command);
    let cannot = |error: io::Error| format!("Cannot start this command: {error}.\n  {by_hand}");
    let (mut reader, writer) = io::pipe().map_err(cannot)?;
    command.stdin(Stdio::null()).stdout(writer.try_clone().map_err(cannot)?).stderr(writer);
    let mut child = command.spawn().map_err(cannot)?;
    // The command owns our ends of the pipe; until it is dropped, the reader would wait for ever.
    drop(command);
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(cannot)?;
    let succeeded = child.wait().map_err(cannot)?.success();
    Ok(Finished { succeeded, text: String::from_utf8_lossy(&bytes).into_owned(), by_hand })
}

/// Runs a program that must succeed; if it fails, its output becomes the reason.
pub(crate) fn must(command: Command) -> Result {
    let finished = captured(command)?;
    if finished.succeeded {
        return Ok(());
    }
    Err(format!("{}\nThis command failed for the reasons above:\n  {}", finished.text, finished.by_hand))
}

/// Runs a program that prints straight to the user and must succeed.
pub(crate) fn shown(mut command: Command) -> Result {
    let by_hand = by_hand(&command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("This command failed ({status}):\n  {by_hand}")),
        Err(error) => Err(format!("Cannot start this command: {error}.\n  {by_hand}")),
    }
}

/// Whether a program can be started and reports success; its output is dropped.
pub(crate) fn succeeds(command: Command) -> bool {
    captured(command).is_ok_and(|finished| finished.succeeded)
}

/// Does some work with one line of progress, which ends with the seconds it took.
pub(crate) fn timed<T>(doing: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    announce(doing);
    let started = Instant::now();
    let outcome = work();
    let ending = if outcome.is_ok() { "" } else { "failed after " };
    println!("{ending}{:.1} s", started.elapsed().as_secs_f64());
    outcome
}

/// Starts a line of progress that the caller ends.
pub(crate) fn announce(doing: &str) {
    print!("{doing} … ");
    // A line that appears late is no reason to stop.
    io::stdout().flush().ok();
}

/// The command as it would be typed, with the environment variables that were set for it.
fn by_hand(command: &Command) -> String {
    let mut words: Vec<String> = command
        .get_envs()
        .filter_map(|(name, value)| Some(setting(&name.to_string_lossy(), &value?.to_string_lossy())))
        .collect();
    words.push(quoted(&command.get_program().to_string_lossy()));
    words.extend(command.get_args().map(|word| quoted(&word.to_string_lossy())));
    words.join(" ")
}

fn setting(name: &str, value: &str) -> String {
    let inherited = env::var(name).unwrap_or_default();
    match value.strip_suffix(inherited.as_str()) {
        Some(added) if name == "PATH" => format!("PATH={added}$PATH"),
        _ => format!("{name}={}", quoted(value)),
    }
}

fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,@+".contains(letter);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

#[cfg(test)]
mod tests {
    use super::{by_hand, captured, must};
    use std::process::Command;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn keeps_output_and_errors_in_the_order_they_were_printed() {
        let finished = captured(shell("echo one; echo two >&2; echo three")).unwrap();
        assert_eq!(finished.text, "one\ntwo\nthree\n");
        assert!(finished.succeeded);
    }

    #[test]
    fn a_failure_says_why_and_how_to_run_it_again() {
        let reason = must(shell("echo no disk left >&2; exit 3")).unwrap_err();
        assert!(reason.contains("no disk left"), "{reason}");
        assert!(reason.contains("sh -c 'echo no disk left"), "{reason}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let reason = must(Command::new("no-such-program-here")).unwrap_err();
        assert!(reason.contains("no-such-program-here"), "{reason}");
    }

    #[test]
    fn a_lengthened_path_is_shown_as_an_addition() {
        let mut command = Command::new("trunk");
        command.env("PATH", format!("/tools:{}", std::env::var("PATH").unwrap()));
        assert_eq!(by_hand(&command), "PATH=/tools:$PATH trunk");
    }
}
