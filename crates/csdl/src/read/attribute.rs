//! Turns attributes into values: text, booleans, integers, names and references to types.
//!
//! Must not know which element has which attribute.

use std::num::IntErrorKind;

use roxmltree::Attribute;

use super::element::Element;
use super::name::{collection_item, dotted_problem, identifier_problem, tolerated};
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Kind, closest};
use crate::document::{Facets, TypeReference, parse_boolean};
use crate::source::{Place, Placed};

impl Reader<'_> {
    /// The value of an attribute that may be absent.
    pub(super) fn optional(&self, element: &mut Element<'_, '_>, name: &str) -> Option<Placed<String>> {
        element.take(name).map(|attribute| self.placed(&attribute))
    }

    /// The value without its place.
    pub(super) fn text(&self, element: &mut Element<'_, '_>, name: &str) -> Option<String> {
        self.optional(element, name).map(|text| text.value)
    }

    /// The value of an attribute; a missing attribute is an error, and gives empty text at the name of the element.
    pub(super) fn required(&mut self, element: &mut Element<'_, '_>, name: &str) -> Placed<String> {
        match element.take(name) {
            Some(attribute) => self.placed(&attribute),
            None => self.missing(element, name),
        }
    }

    fn missing(&mut self, element: &Element<'_, '_>, name: &str) -> Placed<String> {
        let place = self.place_of(element);
        let message = format!("`{}` has no `{name}`", element.written_name());
        let mut diagnostic = Diagnostic::error(message).at(place, format!("needs the attribute `{name}`"));
        let others = element.rest().iter().map(Attribute::name);
        if let Some(other) = closest(name, others) {
            diagnostic = diagnostic.help(format!("there is `{other}`; did you mean `{name}`?"));
        }
        self.report(diagnostic);
        Placed { value: String::new(), place }
    }

    fn placed(&self, attribute: &Attribute<'_, '_>) -> Placed<String> {
        Placed { value: attribute.value().to_owned(), place: self.place(attribute.range_value()) }
    }

    /// A boolean that may be absent; `0` and `1` are booleans too, as in all of XML Schema.
    pub(super) fn boolean(&mut self, element: &mut Element<'_, '_>, name: &str) -> Option<bool> {
        let text = self.optional(element, name)?;
        self.parse_boolean(name, &text)
    }

    /// A boolean that is false if absent.
    pub(super) fn flag(&mut self, element: &mut Element<'_, '_>, name: &str) -> bool {
        self.boolean(element, name).unwrap_or_default()
    }

    /// Parses a boolean; the error names the valid texts.
    pub(super) fn parse_boolean(&mut self, what: &str, text: &Placed<String>) -> Option<bool> {
        let value = parse_boolean(&text.value);
        if value.is_none() {
            let message = format!("`{what}` is `{}`, which is not a boolean", text.value.trim());
            self.report(Diagnostic::error(message).at(text.place, "expected `true` or `false`"));
        }
        value
    }

    /// An integer that may be absent.
    pub(super) fn integer(&mut self, element: &mut Element<'_, '_>, name: &str) -> Option<Placed<i64>> {
        let text = self.optional(element, name)?;
        let value = self.parse_integer(name, &text)?;
        Some(Placed { value, place: text.place })
    }

    /// Parses an integer; the error names the valid range.
    pub(super) fn parse_integer(&mut self, what: &str, text: &Placed<String>) -> Option<i64> {
        let written = text.value.trim();
        let error = match written.parse() {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let (problem, label) = match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => {
                ("out of range", format!("expected {} to {}", i64::MIN, i64::MAX))
            }
            _ => ("not an integer", "expected digits".to_owned()),
        };
        let message = format!("`{what}` is `{written}`, which is {problem}");
        self.report(Diagnostic::error(message).at(text.place, label));
        None
    }

    /// `Name`, a simple identifier (section 15.2).
    pub(super) fn name(&mut self, element: &mut Element<'_, '_>) -> Placed<String> {
        let Some(attribute) = element.take("Name") else { return self.missing(element, "Name") };
        let name = self.placed(&attribute);
        if let Some(problem) = identifier_problem(&name.value) {
            let of = element.written_name();
            self.report_name(&format!("the `Name` of `{of}`"), &problem, name.place);
        }
        name
    }

    /// `Name` of a declaration inside another one. Published metadata has such names that are no identifiers, as
    /// `request-id`. They give a note.
    pub(super) fn member_name(&mut self, element: &mut Element<'_, '_>) -> Placed<String> {
        let Some(attribute) = element.take("Name") else { return self.missing(element, "Name") };
        let name = self.placed(&attribute);
        let what = || format!("the `Name` of `{}`", element.written_name());
        match tolerated(&name.value) {
            Ok(None) => {}
            Ok(Some(character)) => {
                let note = Diagnostic::note(format!("{} has the character `{character}`", what()));
                let label = "no identifier of OData; the name is kept as it is";
                self.report(note.kind(Kind::NoIdentifier).at(name.place, label));
            }
            Err(problem) => self.report_name(&what(), &problem, name.place),
        }
        name
    }

    /// `Alias` of a schema or of a property of a key, a simple identifier (section 15.2).
    pub(super) fn alias(&mut self, element: &mut Element<'_, '_>) -> Option<Placed<String>> {
        let alias = self.optional(element, "Alias")?;
        if let Some(problem) = identifier_problem(&alias.value) {
            self.report_name("`Alias`", &problem, alias.place);
        }
        Some(alias)
    }

    /// Identifiers joined by dots: the namespace of a schema (section 15.1) or the qualified name of
    /// something declared elsewhere (section 15.3).
    pub(super) fn dotted(&mut self, element: &mut Element<'_, '_>, name: &str) -> Placed<String> {
        let Some(attribute) = element.take(name) else { return self.missing(element, name) };
        let value = self.placed(&attribute);
        self.check_dotted(name, &value);
        value
    }

    /// Identifiers joined by dots, in an attribute that may be absent.
    pub(super) fn optional_dotted(
        &mut self,
        element: &mut Element<'_, '_>,
        name: &str,
    ) -> Option<Placed<String>> {
        let value = self.optional(element, name)?;
        self.check_dotted(name, &value);
        Some(value)
    }

    fn check_dotted(&mut self, name: &str, value: &Placed<String>) {
        if let Some(problem) = dotted_problem(&value.value) {
            self.report_name(&format!("`{name}`"), &problem, value.place);
        }
    }

    /// Reports a text that is not a name.
    pub(super) fn report_name(&mut self, what: &str, problem: &str, place: Place) {
        let (problem, rule) = problem.split_once("; ").unwrap_or((problem, "expected a name"));
        self.report(Diagnostic::error(format!("{what} {problem}")).at(place, rule));
    }

    /// `Type`: a name, or a name in `Collection( )`.
    pub(super) fn type_reference(&mut self, element: &mut Element<'_, '_>) -> TypeReference {
        let Some(attribute) = element.take("Type") else {
            let Placed { value: name, place } = self.missing(element, "Type");
            return TypeReference { name, collection: false, place };
        };
        let place = self.place(attribute.range_value());
        let written = attribute.value();
        let (name, collection) = match collection_item(written) {
            Some(item) => (item, true),
            None => (written, false),
        };
        if collection && name.starts_with("Collection(") {
            let diagnostic = Diagnostic::error("a collection of collections is not a type");
            self.report(diagnostic.at(place, "expected the name of a type in `Collection( )`"));
        } else if let Some(problem) = dotted_problem(name) {
            self.report_name("`Type`", &problem, place);
        }
        TypeReference { name: name.to_owned(), collection, place }
    }

    /// Facets (section 7.2).
    pub(super) fn facets(&mut self, element: &mut Element<'_, '_>) -> Facets {
        Facets {
            max_length: self.text(element, "MaxLength"),
            precision: self.text(element, "Precision"),
            scale: self.text(element, "Scale"),
            unicode: self.boolean(element, "Unicode"),
            srid: self.text(element, "SRID"),
        }
    }
}
