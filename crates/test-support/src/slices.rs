//! The shipped slices.

/// The tables of beta in the shipped slices: the division of v1.0 follows them.
pub fn beta_slices() -> &'static str {
    let slices = include_str!("../../../schemas/slices.toml");
    slices.split("\n# The division of v1.0").next().unwrap_or_default()
}
