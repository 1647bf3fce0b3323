//! Runs each contestant in its own process: this program starts itself for each of them.

use std::process::Command;
use std::time::Duration;

use crate::report::Row;

const TITLE: &str = "DECODE_BENCH_TITLE";
const CONTESTANT: &str = "DECODE_BENCH_CONTESTANT";
/// The number of processes for each contestant. They take turns, and the process with the smallest median counts: other
/// programs on the machine make some of them slower, and none faster.
pub(crate) const PROCESSES: usize = 9;

/// The number of rounds of one of these processes, by the rounds of a run in one process.
pub(crate) fn rounds(rounds: usize) -> usize {
    (rounds / 3).max(4)
}

/// The table and the contestant that a child process must run.
pub(crate) struct Wish {
    pub(crate) title: String,
    pub(crate) contestant: String,
}

impl Wish {
    pub(crate) fn from_environment() -> Option<Self> {
        Some(Self { title: std::env::var(TITLE).ok()?, contestant: std::env::var(CONTESTANT).ok()? })
    }
}

/// Prints the times as output of a child process.
pub(crate) fn answer(rows: &[Row]) {
    for row in rows {
        println!("{} {}", row.run.as_nanos(), row.with_drop.as_nanos());
    }
}

/// Runs each contestant in its own processes.
pub(crate) fn run_each(title: &str, names: &[&'static str]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for _ in 0..PROCESSES {
        for (index, name) in names.iter().enumerate() {
            let row = run(title, name);
            match rows.get_mut(index) {
                Some(best) => {
                    let slowest = best.slowest.max(row.slowest);
                    if row.with_drop < best.with_drop {
                        *best = row;
                    }
                    best.slowest = slowest;
                }
                None => rows.push(row),
            }
        }
    }
    rows
}

fn run(title: &str, name: &'static str) -> Row {
    let program = std::env::current_exe().expect("the program has a path");
    let mut command = Command::new(program);
    command.args(std::env::args().filter(|argument| argument == "--bench"));
    let output = command.env(TITLE, title).env(CONTESTANT, name).output().expect("the program starts again");
    let text = String::from_utf8(output.stdout).expect("the output is text");
    let times: Vec<u64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [run, with_drop] = times[..] else { panic!("{name}: {text}") };
    Row::new(name, Duration::from_nanos(run), Duration::from_nanos(with_drop))
}
