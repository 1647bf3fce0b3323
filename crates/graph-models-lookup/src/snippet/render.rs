//! The text of a snippet: a manifest, and a program in the usual layout.

use super::Snippet;
use graph_models_codegen::text::comment;
use graph_models_codegen::text::rust::Quoted;

/// The beginning of a statement that stands for a comment, since printers drop real comments.
const COMMENT: &str = "//!";

/// The import that each program has.
const CLIENT: &str = "use graph_models::client::blocking::Client;";

impl Snippet {
    /// The dependencies of the program, for its `Cargo.toml`. The version is that of the generated crate.
    pub fn manifest(&self, version: &str) -> String {
        let features: Vec<_> = self.features.iter().map(String::as_str).chain(["ureq"]).collect();
        let features: Vec<_> = features.iter().map(|name| Quoted(name).to_string()).collect();
        let json = if self.needs_json { "serde_json = \"1\"\n" } else { "" };
        format!(
            "[dependencies]\ngraph-models = {{ version = \"{version}\", default-features = false, features = [{}] }}\n{json}\
             ureq = {{ version = \"3.5\", default-features = false, features = [\"rustls\"] }} # for TLS\n",
            features.join(", ")
        )
    }

    /// The complete program. It takes the token from the variable `GRAPH_TOKEN`, and the root of the service from
    /// `GRAPH_ROOT` if that is set.
    pub fn program(&self) -> String {
        let imports = std::iter::once(CLIENT).chain(self.imports.iter().map(String::as_str));
        let start = [
            format!("{};", Quoted(&format!("{COMMENT}{}", self.token()))),
            "let client = Client::from_env()?;".to_owned(),
        ];
        let statements: Vec<_> = start.into_iter().chain(self.statements.iter().cloned()).collect();
        let text = format!(
            "{}\nfn main() -> Result<(), Box<dyn std::error::Error>> {{ {}\nOk(()) }}\n",
            imports.collect::<Vec<_>>().join("\n"),
            statements.join("\n"),
        );
        laid_out(&text).replacen("\nfn main", "\n\nfn main", 1)
    }

    /// The program as a function of the client, for tests that compile many of them.
    pub fn function(&self, name: &str) -> String {
        let text = format!(
            "fn {name}(client: &Client) -> Result<(), Box<dyn std::error::Error>> {{ {}\n{}\nOk(()) }}\n",
            self.imports.join("\n"),
            self.statements.join("\n"),
        );
        laid_out(&text)
    }

    /// The comment about the token.
    fn token(&self) -> String {
        let (delegated, application) = &self.scopes;
        let list = |scopes: &[String]| {
            let all: Vec<_> = scopes.iter().map(|scope| scope.replace('+', " and ")).collect();
            all.join(" or ")
        };
        match (delegated.as_slice(), application.as_slice()) {
            ([], []) => {
                "GRAPH_TOKEN needs the permissions that the reference of the request names.".to_owned()
            }
            (delegated, []) => format!("GRAPH_TOKEN needs the delegated permission {}.", list(delegated)),
            ([], application) => {
                format!("GRAPH_TOKEN needs the application permission {}.", list(application))
            }
            (delegated, application) if delegated == application => {
                format!("GRAPH_TOKEN needs the permission {}.", list(delegated))
            }
            (delegated, application) => format!(
                "GRAPH_TOKEN needs the permission {} (delegated) or {} (application).",
                list(delegated),
                list(application)
            ),
        }
    }
}

/// Formats the text. A text that does not parse stays unchanged.
fn laid_out(text: &str) -> String {
    let Ok(file) = syn::parse_file(text) else { return text.to_owned() };
    let mark = format!("\"{COMMENT}");
    let lines = prettyplease::unparse(&file);
    let lines = lines.lines().map(|line| match line.trim_start().strip_prefix(&mark) {
        Some(rest) => {
            let indent = line.len() - line.trim_start().len();
            format!("{}// {}", " ".repeat(indent), comment::line(rest.trim_end_matches("\";")))
        }
        None => line.to_owned(),
    });
    lines.fold(String::new(), |text, line| text + &line + "\n")
}
