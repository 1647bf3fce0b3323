//! Starts a scan, and watches it until it ends.

use std::time::{Duration, Instant};

use graph_models::Accepted;
use graph_models::beta::LongRunningOperation;
use graph_models::request::{LongRunning, Poll, PollStep};

use crate::args::RefreshArgs;
use crate::failure::Failure;
use crate::rows;
use crate::session::{Session, id, root};
use crate::table::{self, printable, say};

pub(crate) fn run(session: &Session, args: &RefreshArgs) -> Result<(), Failure> {
    let accepted = match &args.alert {
        Some(name) => {
            let alert = session.find(name)?;
            let request = root().alerts(id(&alert)).refresh();
            if session.is_dry(&request, &args.change)? {
                return Ok(());
            }
            let question = format!("Scan the tenant for {}?", rows::title(&alert));
            table::confirm(&question, args.change.yes)?;
            session.client.send(&request)
        }
        None => {
            let request = root().alerts_collection().refresh("DirectoryRole", "/");
            if session.is_dry(&request, &args.change)? {
                return Ok(());
            }
            table::confirm("Scan the tenant for all alerts? Dismissed ones come back.", args.change.yes)?;
            session.client.send(&request)
        }
    };
    let accepted = accepted.map_err(Failure::changing("start the scan"))?;
    if args.no_wait {
        return say("the scan has begun");
    }
    watch(session, &accepted, args.every, args.patience)
}

/// Watches the scan until it ends, and prints its progress.
fn watch(session: &Session, accepted: &Accepted, every: Duration, patience: Duration) -> Result<(), Failure> {
    let begun = Instant::now();
    let poll = Poll::<LongRunningOperation>::new(session.client.service(), accepted);
    let no_way = |error| Failure::Failed(format!("the scan has begun, but cannot be watched: {error}"));
    let mut poll = poll.map_err(no_way)?.with_cap(every);
    loop {
        let lost = Failure::reading("how far the scan is, which goes on");
        match session.client.poll(&mut poll).map_err(lost)? {
            PollStep::Succeeded(_) => return say("the scan is done"),
            PollStep::Failed(operation) => {
                let detail = operation.detail().unwrap_or("the service does not say why");
                return Err(Failure::Failed(format!("the scan failed: {}", printable(detail))));
            }
            PollStep::Running(operation) => {
                let status = operation.as_ref().and_then(LongRunning::status_text).unwrap_or("running");
                eprintln!("{} ({} s)", printable(status), begun.elapsed().as_secs());
            }
        }
        if begun.elapsed() >= patience {
            return Err(Failure::Failed(format!(
                "the scan goes on after {} s; it was not stopped",
                patience.as_secs()
            )));
        }
    }
}
