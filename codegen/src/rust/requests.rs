//! Requests and the typed paths that lead to them.

use std::collections::BTreeSet;

use super::{Field, Gate, Kind, Struct, TypePath};

/// Requests that change entities at a path, as `graph_models_core::path!` names them.
pub const WRITES: [&str; 4] = ["create", "update", "replace", "delete"];

/// A request with its own Rust type: an action or function.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The type.
    pub path: TypePath,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// The description in the metadata, in one line of plain text; empty if there is none.
    pub description: String,
    /// The facts about the request.
    pub info: Info,
    /// The path template of the binding.
    pub bound_to: String,
    /// The keys in the path template of the binding.
    pub keys: Vec<KeyField>,
    /// The segment that calls the operation, with a slash.
    pub segment: String,
    /// The parameters.
    pub input: RequestInput,
    /// The response.
    pub response: Response,
}

impl Request {
    /// The struct of the parameters, if they are a body.
    pub fn body(&self) -> Option<&Parameters> {
        match &self.input {
            RequestInput::Body(parameters) => Some(parameters),
            RequestInput::None | RequestInput::Path(_) => None,
        }
    }
}

/// The parameters of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestInput {
    /// No parameters.
    None,
    /// A body with the parameters of an action.
    Body(Parameters),
    /// Parameters of a function, in the path.
    Path(Vec<Argument>),
}

impl RequestInput {
    /// The names and types of the parameters.
    pub(crate) fn fields(&self) -> Vec<&Field> {
        match self {
            Self::None => Vec::new(),
            Self::Body(parameters) => parameters.body.fields.iter().collect(),
            Self::Path(arguments) => arguments.iter().map(|argument| &argument.field).collect(),
        }
    }
}

/// A parameter of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The name and type of the parameter.
    pub field: Field,
    /// True for an optional parameter.
    pub is_optional: bool,
    /// True for a parameter that is a path, whose slashes are not encoded.
    pub is_names: bool,
}

/// The response of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// No content.
    Nothing,
    /// The address of an operation that continues.
    Accepted,
    /// A value of a structured type as the whole body.
    Model(Kind),
    /// A value inside an object.
    Wrapped(Kind),
    /// A collection.
    Page(Kind),
    /// Bytes.
    Media,
}

/// The facts about a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// Qualified CSDL name of the operation, or the kind of request, such as `list`.
    pub name: String,
    /// The API version.
    pub version: String,
    /// The HTTP method.
    pub method: &'static str,
    /// Path template below the version, with `{name}` for each key.
    pub template: String,
    /// Name of the binding type, and true if the request is bound to a collection of it.
    pub binding: (String, bool),
    /// The facts from the overlay and the permissions.
    pub facts: RequestFacts,
}

impl Info {
    /// The binding type: `Collection(microsoft.graph.user)`. Empty for an operation that is not bound.
    pub fn binding_text(&self) -> String {
        let (name, is_collection) = &self.binding;
        if *is_collection { format!("Collection({name})") } else { name.clone() }
    }
}

/// A path template without key names and quotes. The runtime finds a request by this template and the method.
pub fn bare_template(template: &str) -> String {
    let mut is_key = false;
    let bare = template.chars().filter(|&character| match character {
        '{' => !std::mem::replace(&mut is_key, true),
        '}' => {
            is_key = false;
            false
        }
        '\'' => false,
        _ => !is_key,
    });
    bare.collect()
}

/// A request of the catalog.
#[derive(Debug, Clone, PartialEq)]
pub enum Listed {
    /// A request with its own Rust type.
    Request {
        /// The type.
        path: TypePath,
        /// The facts about the request.
        info: Info,
    },
    /// The same request at another path, which permissions name.
    Call {
        /// The type.
        path: TypePath,
        /// The facts about the request at this path.
        info: Info,
    },
    /// A request that a typed path makes.
    Resource(Info),
}

impl Listed {
    /// The facts about the request.
    pub fn info(&self) -> &Info {
        match self {
            Self::Request { info, .. } | Self::Call { info, .. } | Self::Resource(info) => info,
        }
    }
}

/// Rows of the catalog that need the same features.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogPart {
    /// The identifier of the static.
    pub constant: String,
    /// The end of the name of the file. Empty for the only part.
    pub file: String,
    /// The features, by their positions; any one of them is sufficient. Empty for rows that are always compiled.
    pub features: Vec<usize>,
    /// Positions of the rows in the catalog, in order.
    pub rows: Vec<usize>,
}

/// A typed path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathType {
    /// The type.
    pub ident: String,
    /// Qualified CSDL name of the type at the path, or of its items.
    pub csdl: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// The type at the path, if its values can be received or sent.
    pub entity: Option<TypePath>,
    /// The features that have this type. Without them, the path has only steps.
    pub entity_gate: Gate,
    /// True for a path that also leads to entities that another path contains. Such a path has a type parameter for
    /// the home of its entities. Requests that create, change or delete exist only for entities that the path
    /// contains.
    pub is_shared: bool,
    /// The requests of the path, as `graph_models_core::path!` names them.
    pub requests: Vec<&'static str>,
    /// Steps to other typed paths.
    pub steps: Vec<Step>,
    /// Operations that can be called on the path.
    pub calls: Vec<Call>,
    /// Streams that can be read and written.
    pub streams: Vec<Stream>,
    /// An address by names instead of keys, and the features that have its target.
    pub address: Option<(Address, Gate)>,
    /// True for the path of a collection.
    pub is_collection: bool,
}

/// A stream at a typed path.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream {
    /// The method that reads the stream.
    pub ident: String,
    /// The segment with a slash.
    pub segment: String,
    /// The type of the entity with which the service answers after the stream was written.
    pub answer: Option<TypePath>,
    /// True if the stream can be deleted: the content of a media entity.
    pub is_deletable: bool,
}

/// An address by names instead of keys.
#[derive(Debug, Clone, PartialEq)]
pub enum Address {
    /// A relative path between colons: `root:/a/b.txt:`.
    Names(Target),
    /// A host, and a relative path between colons: `sites/host:/sites/x:`.
    Host(Target),
}

/// A step from a typed path to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The method.
    pub ident: String,
    /// A line of documentation.
    pub docs: String,
    /// The template of the segments that the step adds.
    pub template: String,
    /// The keys in the template.
    pub keys: Vec<String>,
    /// The target.
    pub target: Target,
    /// The query options without which the service refuses to read the target.
    pub required_options: Vec<String>,
    /// The gate of the step: the features that have the target.
    pub gate: Gate,
}

/// The target of a step, and the requests that the step itself allows.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The typed path.
    pub path: PathRef,
    /// The home of the entities.
    pub home: Home,
    /// Requests that belong to the step and not to the typed path: `add_reference`, `set_reference`,
    /// `remove_reference`, `list_references` and `get_reference`. If the overlay allows them at this property, also
    /// `create`, `update`, `replace` and `delete`.
    pub requests: Vec<&'static str>,
    /// The type at the path, for the requests of the step.
    pub entity: Option<TypePath>,
    /// For a collection with requests of the step: the target of the step to one item.
    pub item: Option<Box<Target>>,
    /// Positions of the features that the target needs: one feature of each set.
    pub needs: Vec<BTreeSet<usize>>,
}

/// The home of the entities at a path: the path itself, or another one that contains them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The path contains the entities.
    There,
    /// The home is that of the path from which the step starts.
    Same,
    /// Another path contains the entities: the step leads through a navigation property that is not contained.
    Elsewhere,
}

/// A reference to a typed path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathRef {
    /// Modules below the module of the version.
    pub namespace: Vec<String>,
    /// The type.
    pub ident: String,
}

/// An operation as a method of a typed path.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The method.
    pub ident: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
    /// The request that the method makes.
    pub request: TypePath,
    /// The parameters.
    pub input: RequestInput,
    /// The target of a composable function, from whose result the path continues.
    pub result: Option<Target>,
    /// The features that have the request and the target.
    pub gate: Gate,
}

/// The start of typed paths: an entity set or singleton.
#[derive(Debug, Clone, PartialEq)]
pub struct RootPath {
    /// The name of the entity set or singleton.
    pub name: String,
    /// The step from the root of the service.
    pub steps: Vec<Step>,
    /// For a singleton, a type that has the steps from it as associated functions.
    pub handle: Option<(String, Vec<Step>)>,
}

/// A key in a request's path.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyField {
    /// The field.
    pub ident: String,
    /// Paragraphs of documentation.
    pub docs: Vec<String>,
}

/// The body of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// The struct with one field for each parameter.
    pub body: Struct,
    /// For each field, true if the request requires it.
    pub is_required: Vec<bool>,
}

impl Parameters {
    /// The fields that the request requires.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        let fields = self.body.fields.iter().zip(&self.is_required);
        fields.filter(|&(_, &is_required)| is_required).map(|(field, _)| field)
    }
}

/// Facts about a request that are not in the metadata.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RequestFacts {
    /// Delegated scopes: the least privileged ones, then the higher ones.
    pub delegated: (Vec<String>, Vec<String>),
    /// Application scopes: the least privileged ones, then the higher ones.
    pub application: (Vec<String>, Vec<String>),
    /// Roles.
    pub roles: Vec<String>,
    /// Variants of `Cloud`.
    pub clouds: Vec<&'static str>,
    /// Statuses of success.
    pub statuses: Vec<u16>,
    /// True if the work continues after the answer.
    pub is_long_running: bool,
    /// The page in the reference documentation.
    pub documentation: Option<String>,
    /// The `$filter` that the request requires.
    pub filter: Option<String>,
    /// The query options without which the service refuses the request.
    pub required_options: Vec<String>,
}

impl RequestFacts {
    /// Returns true if no scope is known.
    pub fn has_no_scopes(&self) -> bool {
        let (delegated, application) = (&self.delegated, &self.application);
        [&delegated.0, &delegated.1, &application.0, &application.1].iter().all(|scopes| scopes.is_empty())
    }
}
