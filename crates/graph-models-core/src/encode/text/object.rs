//! Writes objects: the tag, control information, declared properties in the order of the schema, undeclared properties.

use std::convert::Infallible;

use super::Writer;
use crate::encode::{Object, check_undeclared, tag};
use crate::model::{Content, DELTA, ErasedExpansion, Extra, FieldValue, Model, Ref, Variant, is_held};
use crate::syntax::TYPE_TAG;

/// Writes the keys of one object.
pub(crate) struct Keys<'w> {
    writer: &'w mut Writer,
    is_first: bool,
}

impl Keys<'_> {
    /// Writes the key of an entry. The caller writes the value next.
    #[inline]
    pub(crate) fn key(&mut self, name: &str) -> &mut Writer {
        self.begin();
        self.writer.inside(name);
        self.writer.raw("\":");
        self.writer
    }

    /// Writes the key of a declared property. The name needs no escapes: the generator rejects metadata with a quote or
    /// a backslash in a name.
    #[inline]
    fn declared(&mut self, name: &str) -> &mut Writer {
        self.begin();
        self.writer.raw(name);
        self.writer.raw("\":");
        self.writer
    }

    /// Writes a declared property that holds a string.
    #[inline]
    fn text(&mut self, name: &str, text: &str) {
        self.begin();
        self.writer.raw(name);
        self.writer.raw("\":\"");
        self.writer.inside(text);
        self.writer.raw("\"");
    }

    /// Writes a key that is given in two parts.
    fn long_key(&mut self, name: &str, rest: &str) -> &mut Writer {
        self.begin();
        self.writer.inside(name);
        self.writer.inside(rest);
        self.writer.raw("\":");
        self.writer
    }

    #[inline]
    fn begin(&mut self) {
        let begin = if std::mem::take(&mut self.is_first) { "\"" } else { ",\"" };
        self.writer.raw(begin);
    }
}

impl Writer {
    /// Writes an object.
    pub(crate) fn entries(&mut self, write: impl FnOnce(&mut Keys<'_>)) {
        self.raw("{");
        write(&mut Keys { writer: &mut *self, is_first: true });
        self.raw("}");
    }

    /// Writes a model whose type is known from its context.
    pub(crate) fn model(&mut self, model: &dyn Model) {
        self.object(&Object { model, variant: None });
    }

    /// Writes a value of a hierarchy.
    pub(crate) fn variant(&mut self, variant: Variant<'_>) {
        self.object(&Object::variant(variant));
    }

    /// Writes only the value of a navigation property, or null.
    pub(crate) fn expansion(&mut self, expansion: &ErasedExpansion) {
        let value = expansion.as_field();
        match value.is_none() {
            true => self.null(),
            false => self.field(&FieldValue { value, extra: &Extra::NEW, index: 0 }),
        }
    }

    fn object(&mut self, object: &Object<'_>) {
        let model = object.model;
        let (info, extra) = (model.info(), model.extra());
        self.entries(|keys| {
            if let Some(tag) = tag::of(object) {
                keys.key(TYPE_TAG).tag(&tag);
            }
            let Ok(()) = extra.control().each(|name, kept| {
                if !is_held(model, name) {
                    kept.with(|value| keys.key(name).json(value));
                }
                Ok::<(), Infallible>(())
            });
            for (index, name) in info.names().iter().enumerate() {
                let field = FieldValue { value: model.get(index), extra, index };
                // Most values are strings, and a string is always written in the same form.
                if let Ref::String(Some(text)) = field.value
                    && !extra.is_reshaped(index)
                {
                    keys.text(name, text);
                    continue;
                }
                if let Some(expansion) = field.value.expansion()
                    && expansion.has_more()
                {
                    keys.around(name, expansion);
                }
                match field.content() {
                    Content::Absent => {}
                    Content::Null => keys.declared(name).null(),
                    Content::Odd(kept) => kept.with(|value| keys.declared(name).json(value)),
                    Content::Value => keys.declared(name).field(&field),
                }
            }
            let Ok(()) = extra.undeclared().each(|name, kept| {
                if let Err(problem) = check_undeclared(info, name) {
                    keys.writer.fail(problem);
                }
                kept.with(|value| keys.key(name).json(value));
                Ok::<(), Infallible>(())
            });
        });
    }

    /// Writes `@odata.type`.
    fn tag(&mut self, tag: &tag::Text<'_>) {
        match tag {
            tag::Text::Received(text) => self.string(text),
            tag::Text::Canonical(name) => {
                self.raw("\"#");
                self.raw(name);
                self.raw("\"");
            }
            tag::Text::Odd(value) => self.json(value),
        }
    }
}

impl Keys<'_> {
    /// Writes the control information that a navigation property holds.
    #[cold]
    fn around(&mut self, property: &str, expansion: &ErasedExpansion) {
        for (note, value) in expansion.notes().iter() {
            self.long_key(property, note.name()).json(value);
        }
        if let Some(changes) = expansion.changes() {
            self.long_key(property, DELTA).field(&changes.field());
        }
    }
}
