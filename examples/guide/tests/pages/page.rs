//! Pages of the guide, read as Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The parts of a page that tests check.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The name of the file.
    pub(crate) file: String,
    /// Links, in their order.
    pub(crate) links: Vec<String>,
    /// The anchors of headings.
    pub(crate) anchors: Vec<String>,
    /// Blocks of code.
    pub(crate) blocks: Vec<Block>,
}

/// A block of code.
#[derive(Debug)]
pub(crate) struct Block {
    /// The text behind the fence, such as `rust,no_run`.
    pub(crate) info: String,
    /// The text.
    pub(crate) text: String,
}

impl Block {
    /// The first word behind the fence.
    pub(crate) fn language(&self) -> &str {
        self.info.split(',').next().unwrap_or_default()
    }

    /// Returns `true` for Rust.
    pub(crate) fn is_rust(&self) -> bool {
        self.language() == "rust"
    }

    /// Returns `true` if the documentation tests do not compile the block.
    pub(crate) fn is_passed_over(&self) -> bool {
        self.info.split(',').any(|word| word.trim() == "ignore")
    }
}

impl Page {
    /// Reads a page.
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut page = Self { file, ..Self::default() };
        let mut heading: Option<String> = None;
        let mut in_block = false;
        for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    page.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    page.anchors.extend(heading.take().map(|text| anchor(&text)));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let info = match kind {
                        CodeBlockKind::Fenced(info) => info.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    page.blocks.push(Block { info, text: String::new() });
                    in_block = true;
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Text(text) | Event::Code(text) => {
                    match (&mut heading, page.blocks.last_mut()) {
                        (Some(heading), _) => heading.push_str(&text),
                        (None, Some(block)) if in_block => block.text.push_str(&text),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        page
    }
}

/// The anchor that mdBook and forges give to a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect::<String>().to_lowercase()
}

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All pages of the guide, without the table of contents.
pub(crate) fn pages() -> Vec<Page> {
    let folder = repository().join("guide/src");
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.retain(|file| file.file_name().is_some_and(|name| name != "SUMMARY.md"));
    files.sort();
    assert!(!files.is_empty());
    files.iter().map(|file| Page::read(file)).collect()
}
