//! The inputs of an update: they are fetched one after the other, and taken into the state of `schemas/`.

use std::collections::BTreeMap;

use graph_models_cli::failure::Failure;
use graph_models_cli::report::{note, say};
use graph_models_codegen::Extract;

use super::fetch::{Fetched, Kind, Mark, fetch};
use super::options::UpdateOptions;
use super::provenance::{Entry, PERMISSIONS, Provenance};
use super::source::{Source, versioned};
use super::state::State;

/// The version of the workspace, which is the version of the generator.
const GENERATOR: &str = env!("CARGO_PKG_VERSION");

/// The sources of an update.
pub(super) struct Inputs<'a> {
    options: &'a UpdateOptions,
    /// The sources of metadata, by version.
    metadata: BTreeMap<String, Source>,
    permissions: Option<Source>,
}

/// The state with all inputs taken in, and the provenance that belongs to it.
pub(super) struct Taken {
    pub(super) state: State,
    pub(super) provenance: Provenance,
}

impl<'a> Inputs<'a> {
    /// Reads the sources from the command line.
    pub(super) fn parse(options: &'a UpdateOptions, state: &State) -> Result<Self, Failure> {
        let versions = state.versions();
        let mut metadata = BTreeMap::new();
        for text in &options.metadata {
            let (version, source) = versioned(text, &versions)?;
            let shown = source.shown();
            if let Some(other) = metadata.insert(version.clone(), source) {
                let other = other.shown();
                return Err(Failure::Reported(format!("{other} and {shown} are both of version {version}")));
            }
        }
        let permissions = options.permissions.as_deref().map(Source::parse).transpose()?;
        Ok(Self { options, metadata, permissions })
    }

    /// Fetches the sources and takes them in. `before` and `known` are the present state and provenance.
    pub(super) fn take(&self, before: &State, known: &Provenance, today: &str) -> Result<Taken, Failure> {
        let mut state = before.clone();
        let mut provenance = known.clone();
        for (version, source) in &self.metadata {
            let result = state.result_of_metadata(version);
            let Some(fetched) = self.fetch(version, source, Kind::Metadata, known, &result)? else {
                continue;
            };
            let extract = state.take_metadata(version, &source.shown(), fetched.text)?;
            summary(version, source, &fetched.mark, &extract);
            let entry = entry(source, fetched.mark, today, state.result_of_metadata(version));
            provenance.entries.insert(version.clone(), entry);
        }
        match &self.permissions {
            // If the metadata lost requests, their permissions must be removed.
            None if !state.is_same(before) => state.take_permissions(None)?,
            None => {}
            Some(source) => {
                let result = state.result_of_permissions();
                if let Some(fetched) = self.fetch(PERMISSIONS, source, Kind::Permissions, known, &result)? {
                    state.take_permissions(Some((&source.shown(), fetched.text)))?;
                    say!("{PERMISSIONS}: sha256 {}", short(&fetched.mark.sha256));
                    let entry = entry(source, fetched.mark, today, state.result_of_permissions());
                    provenance.entries.insert(PERMISSIONS.to_owned(), entry);
                }
            }
        }
        Ok(Taken { state, provenance })
    }

    /// Gets an input. If the last state of the source is known and was taken in, the request is conditional: the
    /// server sends only a newer state.
    fn fetch(
        &self,
        name: &str,
        source: &Source,
        kind: Kind,
        known: &Provenance,
        result: &str,
    ) -> Result<Option<Fetched>, Failure> {
        note!("{name}: {}", source.shown());
        let known = known.entries.get(name).filter(|known| {
            !self.options.unconditional
                && source.has_conditions()
                && known.source == source.recorded()
                && known.generator == GENERATOR
                && known.result == result
        });
        let fetched = fetch(source, kind, known, self.options.timeout)?;
        if let (None, Some(known)) = (&fetched, known) {
            say!("{name}: not changed since the update of {}", known.date);
        }
        Ok(fetched)
    }
}

fn entry(source: &Source, mark: Mark, today: &str, result: String) -> Entry {
    Entry {
        source: source.recorded(),
        date: today.to_owned(),
        sha256: mark.sha256,
        generator: GENERATOR.to_owned(),
        etag: mark.etag,
        last_modified: mark.last_modified,
        result,
    }
}

fn summary(version: &str, source: &Source, mark: &Mark, extract: &Extract) {
    let is_new = |name: &&String| extract.added.binary_search(name).is_ok();
    say!(
        "{version}: sha256 {}; declarations added: {}, of these without a description: {}, removed: {}",
        short(&mark.sha256),
        extract.added.len(),
        extract.undescribed.iter().filter(is_new).count(),
        extract.removed.len()
    );
    if let [first, ..] = extract.left_out.as_slice() {
        let (count, shown) = (extract.left_out.len(), source.shown());
        say!("{version}: roots of {shown} that no slice takes in: {count}, such as {first}");
    }
}

/// The first digits of a hash, which are enough for a comparison by eye.
fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}
