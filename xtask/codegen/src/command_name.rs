//! The command in the arguments of `cargo xtask`, before they are read.

use std::ffi::{OsStr, OsString};

/// The options of all commands that may stand before the command. None takes a value of its own.
const FLAGS: [&str; 4] = ["--quiet", "-q", "--verbose", "-v"];

/// The option of all commands that takes a value.
const WITH_VALUE: &str = "--error-format";

/// The first argument behind the options of all commands. `None` if another option stands before it, or if there is
/// none.
pub fn command_name(arguments: impl IntoIterator<Item = OsString>) -> Option<OsString> {
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == WITH_VALUE {
            arguments.next();
        } else if !is_flag(&argument) {
            return (!argument.as_encoded_bytes().starts_with(b"-")).then_some(argument);
        }
    }
    None
}

fn is_flag(argument: &OsStr) -> bool {
    let value = argument.to_str().and_then(|text| text.strip_prefix(WITH_VALUE));
    FLAGS.iter().any(|flag| argument == *flag) || value.is_some_and(|rest| rest.starts_with('='))
}

#[cfg(test)]
mod tests {
    use super::command_name;

    #[test]
    fn options_of_all_commands_may_stand_before_the_command() {
        let name = |arguments: &str| command_name(arguments.split_whitespace().map(Into::into));
        for arguments in [
            "codegen",
            "codegen --check",
            "--quiet codegen",
            "-q codegen --quiet",
            "-v --error-format json codegen",
            "--error-format=json codegen find",
        ] {
            assert_eq!(name(arguments).unwrap(), "codegen", "{arguments}");
        }
        for arguments in
            ["", "--help codegen", "--quiet", "--error-format codegen", "-h", "--error-formats codegen"]
        {
            assert_eq!(name(arguments), None, "{arguments}");
        }
        assert_eq!(name("-q find codegen").unwrap(), "find");
    }
}
