//! JSON that a library wrote: it is valid, and may contain characters that a reader cannot see.

use csdl::text::is_hidden;

/// The JSON with hidden characters in its strings escaped, such as `\u202e`.
///
/// ```
/// let json = "{\"a\": \"\u{202e}\u{9b}\"}";
/// assert_eq!(graph_models_codegen::text::json::visible(json), r#"{"a": "\u202e\u009b"}"#);
/// ```
pub fn visible(json: &str) -> String {
    let mut visible = String::with_capacity(json.len());
    for character in json.chars() {
        // These line ends and tabs are between tokens, since the library has escaped those inside strings.
        if is_hidden(character) && !matches!(character, '\n' | '\r' | '\t') {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                visible.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            visible.push(character);
        }
    }
    visible
}
