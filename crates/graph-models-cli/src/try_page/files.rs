//! The files of the page. The program contains them.

/// The files by their paths, each with its media type.
const FILES: [(&str, &str, &str); 9] = [
    ("/", "text/html; charset=utf-8", include_str!("assets/page.html")),
    ("/page.css", "text/css; charset=utf-8", include_str!("assets/page.css")),
    ("/results.css", "text/css; charset=utf-8", include_str!("assets/results.css")),
    ("/page.js", "text/javascript; charset=utf-8", include_str!("assets/page.js")),
    ("/ask.js", "text/javascript; charset=utf-8", include_str!("assets/ask.js")),
    ("/results.js", "text/javascript; charset=utf-8", include_str!("assets/results.js")),
    ("/element.js", "text/javascript; charset=utf-8", include_str!("assets/element.js")),
    ("/code.js", "text/javascript; charset=utf-8", include_str!("assets/code.js")),
    ("/icon.svg", "image/svg+xml", include_str!("assets/icon.svg")),
];

/// The media type and the text of the file at a path.
pub(super) fn find(path: &str) -> Option<(&'static str, &'static str)> {
    FILES.iter().find(|(known, ..)| *known == path).map(|&(_, media_type, text)| (media_type, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No file calls a function that makes markup or code of a text, and no file loads anything from another host.
    #[test]
    fn the_files_keep_the_policy() {
        let markup =
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "parseFromString", "setHTML"];
        let code = ["eval(", "Function(", "import("];
        let outside = ["http:", "https:", "url(", "@import"];
        for (path, _, text) in FILES {
            let text = text.replace("http://www.w3.org/2000/svg", "");
            for forbidden in markup.iter().chain(&code).chain(&outside) {
                assert!(!text.contains(forbidden), "{path}: {forbidden}");
            }
        }
        let page = find("/").unwrap().1;
        let attributes =
            page.split_whitespace().filter_map(|word| word.split_once('=')).map(|(name, _)| name);
        for name in attributes {
            assert!(!name.starts_with("on") && name != "style", "{name} is in a file of its own");
        }
        assert_eq!(page.matches("<script").count(), page.matches("</script>").count());
        assert!(page.contains("src=\"page.js\"></script>") && page.matches("<script").count() == 1);
    }

    #[test]
    fn the_files_name_files_that_are_there() {
        let mut count = 0;
        for (path, _, text) in FILES {
            let named =
                text.split('"').filter(|text| [".css", ".js", ".svg"].iter().any(|end| text.ends_with(end)));
            for name in named {
                assert!(find(&format!("/{}", name.trim_start_matches("./"))).is_some(), "{path}: {name}");
                count += 1;
            }
        }
        assert!(count >= FILES.len() - 1, "{count}");
        assert_eq!(find("/../Cargo.toml"), None);
    }
}
