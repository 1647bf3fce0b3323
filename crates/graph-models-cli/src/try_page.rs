//! `try`: serves a page on this machine, on which people paste metadata and payloads.
//!
//! The work is the work of `generate`, `diff` and `conform`; the modules here receive requests and write answers.
//! Neither the content of a request nor its sender is trusted: `guard` decides which requests are answered.

mod answer;
mod compare;
mod files;
mod guard;
mod metadata;
mod payload;
mod rust;
mod server;
mod site;
mod start;

use std::pin::pin;
use std::sync::Arc;

use tokio::runtime::Builder;

use crate::command::TryOptions;
use crate::failure::Failure;
use crate::report::{self, say};
use crate::workspace::Workspace;
use site::Site;
use start::Start;

/// The most threads that do the work of requests. One more thread does the input and output of all connections.
const MOST_THREADS: usize = 4;

/// The stack of a thread in bytes: as large as the stack of the main thread, on which other commands generate.
const STACK: usize = 8 << 20;

pub(crate) fn run(workspace: &Workspace, options: &TryOptions) -> Result<(), Failure> {
    let start = Start::new(options.metadata.as_deref())?;
    if options.runtime.is_some() {
        // A wrong runtime is reported at once, and not only when a payload needs it.
        workspace.core(options.runtime.as_deref())?;
    }
    let threads = Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(MOST_THREADS)
        .thread_stack_size(STACK)
        .build()
        .map_err(|error| Failure::Reported(format!("the system gives no threads: {error}")))?;
    let served = threads.block_on(async {
        let listener = tokio::net::TcpListener::bind(options.address).await;
        let listener = listener.map_err(|error| cannot_listen(options, &error))?;
        let address = listener.local_addr().map_err(|error| cannot_listen(options, &error))?;
        let site = Site::new(address, workspace.clone(), options.runtime.clone(), &start);
        // Without a handler, the system ends the process by itself.
        let mut end = pin!(async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        });
        // The handler of Ctrl-C is installed before the address is printed.
        tokio::select! {
            biased;
            () = &mut end => return Ok(()),
            () = std::future::ready(()) => {}
        }
        say!("http://{address}/");
        report::remark("open the address in a browser; Ctrl-C ends the page");
        tokio::select! {
            () = server::serve(listener, Arc::new(site)) => {}
            () = &mut end => {}
        }
        Ok(())
    });
    // Work that still runs is not waited for, since nobody needs its result.
    threads.shutdown_background();
    served
}

fn cannot_listen(options: &TryOptions, error: &std::io::Error) -> Failure {
    Failure::refused(
        format!("cannot listen at {}: {error}", options.address),
        "another program may have the port: without --address, the system chooses a free one",
    )
}
