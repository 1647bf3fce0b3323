//! Hosts of addresses: hosts that every program reads in the same way, ports, and loopback.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::uri::Authority;

/// Returns `true` if an authority is a host with an optional port that all parsers read in the same way: no part could
/// be user information to one parser and the host to another, and no name could be a number.
pub(in crate::request) fn is_plain(authority: &Authority) -> bool {
    let is_of_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte);
    let host = authority.host();
    let is_address = match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok()),
        None => !ends_in_number(host) || host.parse::<Ipv4Addr>().is_ok(),
    };
    authority.as_str().bytes().all(is_of_host) && !host.is_empty() && is_address
}

/// The port of an authority, or `default` if it names none. `None` for a port that is no number.
pub(super) fn port(authority: &Authority, default: u16) -> Option<u16> {
    // `Authority::port` returns `None` for a missing port and also for a port that is no number.
    match authority.as_str().strip_prefix(authority.host())? {
        "" | ":" => Some(default),
        port => port.strip_prefix(':')?.parse().ok(),
    }
}

/// Returns `true` if a port is missing, or is a number.
pub(in crate::request) fn has_valid_port(authority: &Authority) -> bool {
    !authority.as_str().ends_with(':') && port(authority, 0).is_some()
}

/// Returns `true` if a host is certainly this machine, however names are resolved. Unusual spellings of loopback
/// addresses are not accepted.
pub(in crate::request) fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        || address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok_and(|it| it.is_loopback()))
}

/// Returns `true` if a name ends in a number. Browsers and resolvers take `127.1`, `0x7f.1` and `2130706433` for
/// addresses (WHATWG URL, "ends in a number checker"), others for names.
fn ends_in_number(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or_default();
    let is_hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    let is_hexadecimal = is_hexadecimal.is_some_and(|digits| digits.bytes().all(|it| it.is_ascii_hexdigit()));
    is_hexadecimal || (!last.is_empty() && last.bytes().all(|it| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_programs_read_differently_are_told() {
        for plain in [
            "graph.microsoft.com",
            "a",
            "a.b.",
            "a1.b2:80",
            "0x.a",
            "1.0xg",
            "127.0.0.1",
            "127.0.0.1:8080",
            "[::1]:80",
            "3com.4u",
        ] {
            assert!(is_plain(&plain.parse().unwrap()), "{plain}");
        }
        for odd in [
            "127.1",
            "127.0.1",
            "0x7f.1",
            "0X7F000001",
            "2130706433",
            "0177.0.0.1",
            "127.0.0.01",
            "127.0.0.256",
            "127.0.0.1.",
            "1.2.3.4.5",
            "evil.43",
            "evil.0x",
            "evil.08.",
            "[::1%251]",
            "[1.2.3.4]",
            "user@host",
        ] {
            let authority = odd.parse::<Authority>();
            assert!(!authority.is_ok_and(|authority| is_plain(&authority)), "{odd}");
        }
    }
}
