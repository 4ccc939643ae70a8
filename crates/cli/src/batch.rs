//! `batch`: deals as lines in, results as lines out, in the same order, on every core.
//!
//! One thread reads, one per core calculates, and this one writes. Each line is sent with a channel for its answer; the
//! writer receives from those channels in the order of the lines, so the order needs no sorting. Both queues are
//! bounded, so memory does not grow with the input: the faster side waits.

use crate::appraise;
use crate::failure::Failure;
use crate::input::{self, Refused};
use crate::outcome::{self, Outcome};
use crate::utf16::as_utf8;
use crate::words;
use appraisal::Finding;
use appraisal::document::MOST_BYTES;
use serde::Serialize;
use std::io::{self, BufRead, Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Lines in progress per core: enough that no core waits for the writer.
const LINES_A_CORE: usize = 8;

/// A line to calculate.
struct Job {
    number: u64,
    line: Vec<u8>,
    answer: SyncSender<Answer>,
}

/// The output for one line.
struct Answer {
    text: Vec<u8>,
    good: bool,
}

/// The writer's next item: the answer to a line, or an error in reading.
type Next = io::Result<Receiver<Answer>>;

/// Calculates every line of standard input.
pub(crate) fn run(brief: bool, out: &mut impl Write) -> Result<(), Failure> {
    let order = start(io::stdin(), brief);
    let (mut lines, mut bad) = (0_u64, 0_u64);
    while let Some(next) = next_in_order(&order, out)? {
        let answer = next.map_err(|error| Failure::Io(format!("Standard input could not be read: {error}.")))?;
        let Ok(Answer { text, good }) = answer.recv() else {
            return Err(Failure::Io("A line was lost in processing.".to_owned()));
        };
        out.write_all(&text)?;
        lines += 1;
        bad += u64::from(!good);
    }
    match bad {
        0 => Ok(()),
        bad => Err(Failure::Bad(format!("{bad} of {lines} lines could not be calculated."))),
    }
}

/// Starts the reader and the workers. The program does not wait for them: they end with the input, or with the program.
fn start(input: impl Read + Send + 'static, brief: bool) -> Receiver<Next> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let (to_workers, jobs) = sync_channel(cores * LINES_A_CORE);
    let (to_writer, order) = sync_channel(cores * LINES_A_CORE);
    let jobs = Arc::new(Mutex::new(jobs));
    for _ in 0..cores {
        let jobs = Arc::clone(&jobs);
        thread::spawn(move || work(&jobs, brief));
    }
    thread::spawn(move || match as_utf8(input) {
        Ok(input) => read(input, &to_workers, &to_writer),
        // If the writer has ended, the error has no reader.
        Err(error) => drop(to_writer.send(Err(error))),
    });
    order
}

/// The next line's answer. If none is ready, output is flushed, so that another program can ask line by line.
fn next_in_order(order: &Receiver<Next>, out: &mut impl Write) -> Result<Option<Next>, Failure> {
    match order.try_recv() {
        Ok(next) => Ok(Some(next)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(order.recv().ok())
        }
    }
}

/// Sends every line to the workers until the input or the receivers end. Empty lines are counted but not calculated.
fn read(mut input: impl BufRead, to_workers: &SyncSender<Job>, to_writer: &SyncSender<Next>) {
    for number in 1.. {
        let line = match next_line(&mut input) {
            Ok(Some(line)) => line,
            Ok(None) => return,
            Err(error) => {
                // If the writer has ended, the error has no reader.
                let _ = to_writer.send(Err(error));
                return;
            }
        };
        if line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line).trim_ascii().is_empty() {
            continue;
        }
        let (answer, receiver) = sync_channel(1);
        let sent = to_writer.send(Ok(receiver)).is_ok() && to_workers.send(Job { number, line, answer }).is_ok();
        if !sent {
            return;
        }
    }
}

/// Reads a line without its end. A line longer than any deal is cut just beyond the limit, which is enough to reject
/// it.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let most = MOST_BYTES as u64 + 2;
    if input.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_none() && line.len() > MOST_BYTES {
        input.skip_until(b'\n')?;
    }
    line.pop_if(|last| *last == b'\r');
    Ok(Some(line))
}

fn work(jobs: &Mutex<Receiver<Job>>, brief: bool) {
    while let Some(Job { number, line, answer }) = next_job(jobs) {
        // The writer may have stopped because the output is closed.
        let _ = answer.send(calculated(number, &line, brief));
    }
}

/// Waits for a line; holds the lock only while waiting.
fn next_job(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn calculated(number: u64, line: &[u8], brief: bool) -> Answer {
    let checked = match input::opened(line) {
        Ok(checked) => checked,
        Err(refused) => return Answer { text: as_line(&BadLine::new(number, &refused)), good: false },
    };
    let text = if brief {
        let outcome = Outcome::of(checked.deal(), &appraisal::appraise(&checked));
        as_line(&Brief { version: outcome::VERSION, line: number, outcome })
    } else {
        as_line(&appraise::Result::new(Some(number), &checked))
    };
    Answer { text, good: true }
}

/// The main figures of one line.
#[derive(Serialize)]
struct Brief {
    version: u32,
    line: u64,
    #[serde(flatten)]
    outcome: Outcome,
}

/// A line that could not be calculated.
#[derive(Serialize)]
struct BadLine<'a> {
    line: u64,
    error: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<Correction<'a>>,
}

/// An error with its field, and how to correct it.
#[derive(Serialize)]
struct Correction<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    sentence: String,
}

impl<'a> BadLine<'a> {
    fn new(line: u64, refused: &'a Refused) -> Self {
        let sentence = |finding: &'a Finding| Correction { finding, sentence: words::problem(&finding.problem) };
        Self { line, error: refused.sentence(), findings: refused.findings().iter().map(sentence).collect() }
    }
}

fn as_line(result: &impl Serialize) -> Vec<u8> {
    let mut text = words::json(result, false).into_bytes();
    text.push(b'\n');
    text
}
