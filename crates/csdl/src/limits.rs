//! Limits: the most of everything that may be in metadata, each far above what any service has.
//!
//! Work that grows faster than the text stays small below them, and text that was made to break a reader is refused at
//! once. The largest service known, Microsoft Graph, is told beside each.

/// The longest document, in bytes. Places are offsets of four bytes. Graph: 7 MB.
pub const LONGEST_DOCUMENT: usize = 256 << 20;

/// The longest name of an element or attribute, in bytes and with its prefix. What is not known is kept with the name of
/// the element around it. Graph: 24.
pub const LONGEST_XML_NAME: usize = 256;

/// The most attributes of one element. The parser compares each attribute with all others. Graph: 4; CSDL has 14.
pub const MOST_ATTRIBUTES: usize = 64;

/// The most prefixes that are declared at one element and around it. The parser compares each prefix with all others.
/// Graph: 2.
pub const MOST_PREFIXES: usize = 32;

/// The fewest bytes of a document for each element, attribute and piece of text, of which the parser makes some 80 bytes.
/// Graph: 15.
pub const BYTES_PER_PART: usize = 8;

/// The elements, attributes and pieces of text that any document may have, however short each is.
pub const FREE_PARTS: usize = 100_000;

/// The most elements and attributes of a document that are not known, each of which is kept with its place. Graph: 0.
pub const MOST_UNKNOWN: usize = 10_000;

/// The longest qualified name, in characters (sections 15.1 to 15.3): a namespace of 511, a dot and an identifier of 128.
pub const LONGEST_QUALIFIED_NAME: usize = 640;

/// The most schemas of all documents together. Graph: 11.
pub const MOST_SCHEMAS: usize = 4_096;

/// The most types above each other, each derived from the last one. Questions about a type go through all of its bases.
/// Graph: 5.
pub const DEEPEST_INHERITANCE: usize = 32;

/// The most properties of one type, own and inherited, and the most operations that are bound to one. Graph: 213.
pub const MOST_PROPERTIES: usize = 4_096;

/// The most properties of all types together, own and inherited, for each declared property; so with operations. Graph:
/// 1.5.
pub const INHERITED_PER_PROPERTY: usize = 8;

/// The properties, own and inherited, that all types together may have in any case; so with operations.
pub const FREE_INHERITED: usize = 100_000;

/// The most members of an enumeration. Graph: 826.
pub const MOST_MEMBERS: usize = 16_384;

/// The most actions and functions of all documents together, and the most children of entity containers. Graph: 1,183.
pub const MOST_OPERATIONS: usize = 16_384;

/// The most parameters of an operation. Graph: 32.
pub const MOST_PARAMETERS: usize = 256;

/// The most properties of a key. Graph: 2.
pub const MOST_KEY_PROPERTIES: usize = 32;

/// The most annotations of one declaration, inline and out of line. Contradictions are found by comparing each with all
/// others. Graph: 12.
pub const MOST_ANNOTATIONS: usize = 256;

/// The most problems that are kept of a run. Nobody reads more, and an input of mistakes alone must not fill the memory.
pub const MOST_DIAGNOSTICS: usize = 1_000;
