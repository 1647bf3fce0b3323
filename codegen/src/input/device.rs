//! Names that no file can have on Windows.

/// Returns true for the name of a device: Windows has no files of such names, with any ending.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered
            .is_some_and(|number| number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_device;

    #[test]
    fn devices() {
        for name in ["con", "CON", "nul.md", "lpt9.rs", "com0"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["console", "com", "com10", "lpt", "aux_", "null"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
