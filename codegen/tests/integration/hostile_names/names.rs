//! Hostile names.

/// Keywords of all kinds, and names that only look like keywords.
const KEYWORDS: &str = "Self abstract as async await become box break const continue crate do dyn else enum extern \
    false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return self static struct \
    super trait true try type typeof union unsafe unsized use virtual where while yield \
    auto default macro_rules raw safe catch _ __ ___ _1 __1 _a a_ _a_ __a__ _self self_ Self_ _Self SELF SuPeR";

/// Methods of traits that a program has in scope, and those of the runtime.
const METHODS: &str = "into try_into from try_from clone clone_from borrow borrow_mut to_owned to_string type_id fmt eq \
    ne cmp partial_cmp hash default deref deref_mut drop as_ref as_mut into_iter next iter len is_empty index \
    serialize deserialize Into TryInto tryInto asModel as_model as_model_mut isUnknown narrow into_narrowed with \
    with_each bind slot get list create update replace delete count item add_reference set_reference remove_reference \
    media write_media write_photo as_path from_path raw_value path by_path send query info extra extra_ extra_mut kept \
    odata_type annotations deviations as_str member from_member value new INFO Parameters Response Target Info Err";

/// Types of the prelude, of the runtime and of the language.
const TYPES: &str = "AsRef Box Default From Into K X None Option Some String Vec Clone Copy Debug Send Sync Sized Result \
    Ok Err Iterator Fn Drop Display Formatter Model Extra Expanded Field Page Patch Call Path Many One At Listing \
    Argument NoContent Accepted Bytes Value FlagSet UnknownMember Unknown unknownMember unknown bool char str u8 i32 f64 \
    usize K_ V A S D H T E P M";

/// Modules of the language, of the runtime and of generated code.
const MODULES: &str = "std core alloc test proc_macro graph_models_core graph_models_client catalog CATALOG complex_types \
    edm entity_types enums enums_1 enums_mail json_schema model open_enum operations entityTypes EntityTypes entity_types_2 paths roots typed_paths properties \
    request requests resources requestsOf REQUESTS generated overview prelude strict client reqwest ureq azure lib mod \
    main build src tests features dependencies workspace package full all less plain plain_2 v1_0 v1.0";

/// Devices of Windows, and files that tools read.
const FILES: &str = "con CON Con prn aux nul NUL com1 COM9 com0 lpt1 LPT9 com10 console conin$ .git .rs rs toml Cargo \
    a.rs a/b a\\b .. . ~ ~a a~ a-b a+b a!b -a a- a--b a_b aB A_B ab AB Ab a__b aBC ABc a1 A1 a_1 a1_2 a12 1 1a 12 0x1";

/// Names with the prefixes and suffixes that our rules add.
const AFFIXED: &str = "plainPath PlainPath plainCollectionPath plainBase PlainKind plainKinds baseKind BaseBase \
    baseBase heirKind PathPlain doIt doItPlain DoItPlainParameters doItPlainCollection callCollection things_collection \
    thingsCollection things_collection_collection me meRoot me_root Me thing_id thingId id ID Id as_heir asHeir by_id \
    itemById nav_path navPath nav_action call_function doIt_action shelfKey shelf_key a_2 a2 A2 a_2_2 value_2 value2";

/// Letters outside of ASCII: some that identifiers cannot have, some without case, and some that are other forms of
/// the same letter.
const LETTERS: [&str; 62] = [
    "a\u{b2}",
    "\u{b2}",
    "\u{b2}a",
    "\u{24d0}",
    "\u{24d0}\u{24d1}",
    "a\u{24d0}",
    "\u{fdfa}",
    "\u{fdfa}a",
    "a\u{fdfa}",
    "\u{130}",
    "\u{131}",
    "i",
    "I",
    "\u{130}\u{131}",
    "\u{17f}",
    "s",
    "S",
    "\u{df}",
    "ss",
    "SS",
    "\u{1e9e}",
    "\u{149}",
    "\u{149}a",
    "\u{1c5}",
    "\u{1c4}",
    "\u{1c6}",
    "\u{3a3}",
    "\u{3c3}",
    "\u{3c2}",
    "\u{3b1}\u{3a3}",
    "\u{2126}",
    "\u{3a9}",
    "\u{3c9}",
    "\u{212a}",
    "k",
    "\u{212b}",
    "\u{c5}",
    "\u{e5}",
    "\u{e9}",
    "\u{c9}",
    "e\u{301}",
    "caf\u{e9}",
    "\u{f900}",
    "\u{8c48}",
    "\u{3042}",
    "\u{5b57}",
    "\u{5b57}\u{5b57}",
    "\u{5b57}1",
    "1\u{5b57}",
    "\u{5d0}",
    "\u{627}",
    "\u{915}\u{94d}",
    "\u{e33}",
    "\u{37a}",
    "\u{1f80}",
    "\u{fb01}",
    "fi",
    "\u{ff21}",
    "\u{1d400}",
    "\u{2160}",
    "\u{10400}",
    "\u{10428}",
];

/// Characters that names cannot have, or that mean something in paths, queries, XML, TOML or Rust.
const MARKS: [&str; 38] = [
    "",
    " ",
    " a",
    "a ",
    "a b",
    "a\tb",
    "a\nb",
    "a\"b",
    "a'b",
    "a`b",
    "a#b",
    "a?b",
    "a&b",
    "a=b",
    "a,b",
    "a;b",
    "a:b",
    "a::b",
    "a@b",
    "a%b",
    "a$b",
    "a(b)",
    "a[b]",
    "a{b}",
    "{a}",
    "a<b>",
    "a|b",
    "a*b",
    "r#a",
    "r#self",
    "'a",
    "a\u{200d}b",
    "a\u{200b}b",
    "a\u{ad}b",
    "a\u{202e}b",
    "\u{feff}a",
    "\u{1f600}",
    "a\u{301}",
];

/// All hostile names, each one once.
pub(crate) fn all() -> Vec<String> {
    let words =
        [KEYWORDS, METHODS, TYPES, MODULES, FILES, AFFIXED].into_iter().flat_map(str::split_whitespace);
    let mut names: Vec<String> = words.chain(LETTERS).chain(MARKS).map(str::to_owned).collect();
    for length in [127, 128, 129, 5_000] {
        names.push("a".repeat(length));
        names.push("aB".repeat(length / 2));
        names.push("\u{5b57}".repeat(length));
    }
    names.sort();
    names.dedup();
    names
}
