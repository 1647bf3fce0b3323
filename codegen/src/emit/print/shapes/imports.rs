//! Imports.

use proc_macro2::Delimiter;

use super::super::layout::INDENT;
use super::super::trees::Tree;
use super::reader::Reader;

impl Reader<'_> {
    /// Lays out the rest of an import, with at most one level of braces.
    pub(super) fn import(&mut self) -> Option<()> {
        self.layout.word("use ");
        self.path()?;
        if !self.take_mark(';') {
            self.mark(':')?;
            self.mark(':')?;
            let names = self.group(Delimiter::Brace)?;
            self.mark(';')?;
            self.layout.word("::");
            match names {
                [name @ Tree::Ident(_)] if !name.is_word("self") => {
                    self.within(names, Self::ident)?;
                }
                _ => self.imported(names)?,
            }
        }
        self.layout.word(";");
        self.layout.hard(0);
        Some(())
    }

    fn imported(&mut self, names: &[Tree]) -> Option<()> {
        self.layout.open(INDENT);
        self.layout.word("{");
        self.layout.zero();
        self.layout.open_filled();
        for (index, names) in names.split(|tree| tree.is_mark(',')).enumerate() {
            let [Tree::Ident(name)] = names else { return None };
            if index > 0 {
                self.layout.word(",");
                self.layout.space();
            }
            self.layout.show(name);
        }
        self.layout.close();
        self.layout.end_of_list(0);
        self.layout.word("}");
        self.layout.close();
        Some(())
    }
}
