//! An input of several texts.

/// The line between two texts.
const BETWEEN: &str = "\n=====\n";

/// The texts of an input. The last text takes the rest of the input, and missing texts are empty.
pub(crate) fn parts<const N: usize>(data: &[u8]) -> [String; N] {
    let text = String::from_utf8_lossy(data).into_owned();
    let mut texts = text.splitn(N, BETWEEN);
    std::array::from_fn(|_| texts.next().unwrap_or_default().to_owned())
}

/// Texts of one line each, as many as there are.
pub(crate) fn lines(data: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(data).split('\n').map(str::to_owned).collect()
}
