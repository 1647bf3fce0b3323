//! Prints the users that changed since the last run: `changes FILE`, with a token in `GRAPH_TOKEN`.

use std::fs;

use graph_models::client::blocking::Client;
use graph_models::prelude::*;
use graph_models::request::{Change, Delta, DeltaStep};
use graph_models::v1_0::{User, paths};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The file keeps a token of the service for the next run.
    let file = std::env::args().nth(1).ok_or("usage: changes FILE")?;
    let client = Client::from_env()?;

    let mut delta: Delta<User> = if fs::exists(&file)? {
        Delta::resume(client.service(), &serde_json::from_str(&fs::read_to_string(&file)?)?)
    } else {
        let query = Query::new().select((User::ID, User::DISPLAY_NAME));
        Delta::new(client.service(), &paths::users_collection().delta().query(query))?
    };
    while let Some(step) = client.changes(&mut delta)? {
        match step {
            DeltaStep::Changes(page) => {
                for change in page.into_changes() {
                    let id = change.id().ok_or("a change without an id")?.into_owned();
                    match change {
                        Change::Present(user) => {
                            println!("{id}: {}", user.display_name.as_deref().unwrap_or("?"));
                        }
                        Change::Removed { .. } => println!("{id}: removed"),
                    }
                }
            }
            DeltaStep::Resync(_) => println!("the token is too old: all users follow"),
        }
    }
    match delta.token() {
        Some(token) => fs::write(&file, serde_json::to_string(token)?)?,
        // The next run begins with all users.
        None => fs::remove_file(&file)?,
    }
    Ok(())
}
