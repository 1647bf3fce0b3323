//! Adds the enabled users of a department to a group: `users DEPARTMENT GROUP_ID`, with a token in `GRAPH_TOKEN`.

use graph_models::client::blocking::Client;
use graph_models::prelude::*;
use graph_models::v1_0::{User, paths};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let department = arguments.next().ok_or("usage: users DEPARTMENT GROUP_ID")?;
    let group_id = arguments.next().ok_or("usage: users DEPARTMENT GROUP_ID")?;
    let client = Client::from_env()?;

    let query = Query::new()
        .select((User::ID, User::DISPLAY_NAME))
        .filter(User::DEPARTMENT.eq(department).and(User::ACCOUNT_ENABLED.eq(true)));
    let members = paths::groups(&group_id).members_collection();
    for user in client.all(&paths::users_collection().list().query(query))? {
        let id = user.id.as_deref().ok_or("a user without an id")?;
        client.send(&members.add_reference(&paths::users(id)))?;
        println!("added {}", user.display_name.as_deref().unwrap_or(id));
    }
    Ok(())
}
