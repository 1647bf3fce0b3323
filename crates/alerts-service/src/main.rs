//! `cargo run -p alerts-service -- [ADDRESS]` serves the sample tenant until it is stopped.

use std::net::SocketAddr;
use std::process::ExitCode;

use alerts_service::Server;

fn main() -> ExitCode {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let Ok(address) = address.parse::<SocketAddr>() else {
        eprintln!("error: `{address}` is not an address: expected for instance 127.0.0.1:8080");
        return ExitCode::from(2);
    };
    match Server::start_at(address) {
        Ok(server) => {
            println!("root: {}\ntoken: {}", server.url(), server.token());
            loop {
                std::thread::park();
            }
        }
        Err(error) => {
            eprintln!("error: {address}: {error}");
            ExitCode::FAILURE
        }
    }
}
