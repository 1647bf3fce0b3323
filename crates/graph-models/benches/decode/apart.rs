//! Runs each contestant in its own process: this program starts itself for each of them.

use std::process::Command;
use std::time::Duration;

use crate::report::{Ratio, Row, Times};

const TITLE: &str = "DECODE_BENCH_TITLE";
const CONTESTANT: &str = "DECODE_BENCH_CONTESTANT";
/// The number of processes for each contestant.
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
        println!("{} {}", row.times.run.as_nanos(), row.times.with_drop.as_nanos());
    }
}

/// Runs each contestant in its own processes. The first contestant is the reference.
///
/// A machine changes its speed within seconds, for example with the frequency of its processor. So the reference runs
/// before and after each process of another contestant, and each ratio is of neighbours. The times are those of the
/// fastest process.
pub(crate) fn run_each(title: &str, names: &[&'static str]) -> Vec<Row> {
    let Some((reference, others)) = names.split_first() else { return Vec::new() };
    let mut reference = Measured::new(reference);
    let mut others: Vec<_> = others.iter().map(|name| Measured::new(name)).collect();
    for _ in 0..PROCESSES {
        let mut before = run(title, reference.name);
        for contestant in &mut others {
            let times = run(title, contestant.name);
            let after = run(title, reference.name);
            contestant.add(times, [before, after]);
            before = after;
            reference.add(after, [after, after]);
        }
    }
    std::iter::once(reference).chain(others).map(Measured::into_row).collect()
}

/// The results of the processes of one contestant.
struct Measured {
    name: &'static str,
    fastest: Option<Times>,
    ratios: Vec<f64>,
    ratios_with_drop: Vec<f64>,
}

impl Measured {
    fn new(name: &'static str) -> Self {
        Self { name, fastest: None, ratios: Vec::new(), ratios_with_drop: Vec::new() }
    }

    /// Adds the times of a process, and those of the reference before and after it.
    fn add(&mut self, times: Times, references: [Times; 2]) {
        let mean =
            |part: fn(&Times) -> Duration| references.iter().map(part).sum::<Duration>().as_secs_f64() / 2.0;
        self.ratios.push(times.run.as_secs_f64() / mean(|it| it.run));
        self.ratios_with_drop.push(times.with_drop.as_secs_f64() / mean(|it| it.with_drop));
        let fastest = self.fastest.get_or_insert(times);
        if times.with_drop < fastest.with_drop {
            *fastest = times;
        }
    }

    fn into_row(self) -> Row {
        let times = self.fastest.expect("each contestant has a process");
        Row {
            name: self.name,
            times,
            ratio: Ratio::of(self.ratios),
            ratio_with_drop: Ratio::of(self.ratios_with_drop),
        }
    }
}

/// Measures one contestant in a process of its own.
fn run(title: &str, name: &str) -> Times {
    let program = std::env::current_exe().expect("the program has a path");
    let mut command = Command::new(program);
    command.args(std::env::args().filter(|argument| argument == "--bench"));
    let output = command.env(TITLE, title).env(CONTESTANT, name).output().expect("the program starts again");
    let text = String::from_utf8(output.stdout).expect("the output is text");
    let times: Vec<u64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [run, with_drop] = times[..] else { panic!("{name}: {text}") };
    Times { run: Duration::from_nanos(run), with_drop: Duration::from_nanos(with_drop) }
}
