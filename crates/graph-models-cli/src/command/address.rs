//! An address on this machine, as people write it.

use std::net::{Ipv4Addr, SocketAddr};

/// Reads a port, or an address with a port. Only addresses that no other machine can reach are read.
pub(super) fn on_this_machine(text: &str) -> Result<SocketAddr, String> {
    let address = match text.parse::<u16>() {
        Ok(port) => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        Err(_) => {
            text.parse().map_err(|_| "write a port, or an address such as 127.0.0.1:8080".to_owned())?
        }
    };
    match address.ip().is_loopback() {
        true => Ok(address),
        false => Err("other machines could reach it; write 127.0.0.1 or [::1]".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::on_this_machine;

    #[test]
    fn only_loopback_is_read() {
        for (text, wanted) in [
            ("0", "127.0.0.1:0"),
            ("8080", "127.0.0.1:8080"),
            ("127.0.0.2:1", "127.0.0.2:1"),
            ("[::1]:80", "[::1]:80"),
        ] {
            assert_eq!(on_this_machine(text).unwrap().to_string(), wanted);
        }
        for text in [
            "",
            "65536",
            "0.0.0.0:0",
            "[::]:0",
            "192.168.0.1:80",
            "localhost:80",
            "127.0.0.1",
            "[::ffff:10.0.0.1]:1",
        ] {
            assert!(on_this_machine(text).is_err(), "{text}");
        }
    }
}
