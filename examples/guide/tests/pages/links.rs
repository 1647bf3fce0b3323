//! Every link of the guide leads to a page, to an anchor of a page, or to a file of the repository. Addresses of the
//! web are not requested.

use crate::page::{Page, pages, repository};

#[test]
fn links_lead_somewhere() {
    let folder = repository().join("guide/src");
    let mut count = 0;
    for page in pages() {
        for link in &page.links {
            if link.starts_with("https://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target =
                if file.is_empty() { folder.join(&page.file) } else { folder.join(file) };
            assert!(target.exists(), "{}: {link} leads nowhere", page.file);
            if !anchor.is_empty() {
                let anchors = Page::read(&target).anchors;
                assert!(
                    anchors.iter().any(|there| there == anchor),
                    "{}: {link}: there is {anchors:?}",
                    page.file
                );
            }
            // mdBook replaces `.md` by `.html`, even in a link to a page outside of the book.
            let is_page = target.parent() == Some(&folder);
            assert!(
                is_page || target.extension().is_none_or(|extension| extension != "md"),
                "{}: {link} breaks in the book",
                page.file
            );
            count += 1;
        }
    }
    assert!(count > 10, "{count} links");
}

/// README.md leads to the guide.
#[test]
fn the_readme_links_the_guide() {
    let readme = Page::read(&repository().join("README.md"));
    assert!(
        readme.links.iter().any(|link| link == "guide/src/SUMMARY.md"),
        "{:?}",
        readme.links
    );
}
