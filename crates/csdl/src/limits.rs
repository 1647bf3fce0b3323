//! Limits: the most of everything that metadata may contain. Each limit is far above the numbers of any known
//! service.
//!
//! Below these limits, work that grows faster than the text stays small. Text that was made to break a reader is
//! refused at once. Each limit names the number of the largest known service, Microsoft Graph.

/// The longest document, in bytes. Places are offsets of four bytes. Graph has 7 MB.
pub const LONGEST_DOCUMENT: usize = 256 << 20;

/// The longest name of an element or attribute, in bytes and with its prefix. The name of an element is kept with
/// each unknown part inside the element. Graph has 24.
pub const LONGEST_XML_NAME: usize = 256;

/// The most attributes of one element. The parser compares each attribute with all others. Graph has 4, and CSDL
/// defines 14.
pub const MOST_ATTRIBUTES: usize = 64;

/// The most prefixes that are declared at one element and its ancestors. The parser compares each prefix with all
/// others. Graph has 2.
pub const MOST_PREFIXES: usize = 32;

/// The fewest bytes of a document for each element, attribute and piece of text. The parser needs some 80 bytes for
/// each. Graph has 15.
pub const BYTES_PER_PART: usize = 8;

/// The number of elements, attributes and pieces of text that any document may have, however short they are.
pub const FREE_PARTS: usize = 100_000;

/// The most unknown elements and attributes of a document. Each one is kept with its place. Graph has none.
pub const MOST_UNKNOWN: usize = 10_000;

/// The most levels of annotations and expressions inside each other. Reading them recurses. Graph has 6.
pub const DEEPEST_ANNOTATION: usize = 64;

/// The longest simple identifier, in characters (section 15.2).
pub const LONGEST_IDENTIFIER: usize = 128;

/// The longest qualified name, in characters (sections 15.1 to 15.3): a namespace of 511, a dot and an identifier.
pub const LONGEST_QUALIFIED_NAME: usize = 640;

/// The most schemas of all documents together. Graph has 11.
pub const MOST_SCHEMAS: usize = 4_096;

/// The most parts in the namespaces of all schemas together: `microsoft.graph.security` has 3. Each part may become a
/// module. Graph has 33.
pub const MOST_NAMESPACE_PARTS: usize = 16_384;

/// The deepest chain of types, each derived from the one before. Questions about a type go through all of its bases.
/// Graph has 5.
pub const DEEPEST_INHERITANCE: usize = 32;

/// The most properties of one type, own and inherited, and the most operations that are bound to one type. Graph has
/// 213.
pub const MOST_PROPERTIES: usize = 4_096;

/// The most properties of all types together, inherited ones included, for each declared property. With this limit,
/// 1,000 declared properties may become 8,000. The same limit holds for operations. In Graph, the factor is 1.5.
pub const INHERITED_PER_PROPERTY: usize = 8;

/// The number of properties, own and inherited, that all types together may always have. The same number holds for
/// operations.
pub const FREE_INHERITED: usize = 100_000;

/// The most navigation properties of the types of all entity sets and singletons together. Each one begins a path of
/// its own. Graph has 474.
pub const MOST_WAYS_FROM_ROOTS: usize = 250_000;

/// The most members of an enumeration. Graph has 826.
pub const MOST_MEMBERS: usize = 16_384;

/// The most actions and functions of all documents together, and the most children of entity containers. Graph has
/// 1,183.
pub const MOST_OPERATIONS: usize = 16_384;

/// The most parameters of an operation. Graph has 32.
pub const MOST_PARAMETERS: usize = 256;

/// The most properties of a key, and of an alternate key. Graph has 2.
pub const MOST_KEY_PROPERTIES: usize = 32;

/// The most properties of all alternate keys of one type, own and inherited. Graph has 2.
pub const MOST_ALTERNATE_KEY_PROPERTIES: usize = 256;

/// The longest description, in characters. Output repeats the description of a property for each type that inherits
/// it. Graph has 849.
pub const LONGEST_DESCRIPTION: usize = 16_384;

/// The most characters in the descriptions of properties of all types together, inherited ones included, for each
/// declared character. In Graph, the factor is 1.3.
pub const INHERITED_PER_CHARACTER: usize = 8;

/// The number of characters that the descriptions of properties, own and inherited, may always have. Graph has
/// 300,000.
pub const FREE_INHERITED_CHARACTERS: usize = 4_000_000;

/// The most annotations of one declaration, inline and out of line. To find contradictions, each is compared with all
/// others. Graph has 12.
pub const MOST_ANNOTATIONS: usize = 256;

/// The most problems of a run that are kept. Nobody reads more, and an input full of mistakes must not fill the
/// memory.
pub const MOST_DIAGNOSTICS: usize = 1_000;
