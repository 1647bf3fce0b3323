//! The division of generated code among files is stable: what is added changes only the files that it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use graph_models_codegen::{Features, Files, Input, Options, generate};

use crate::support::shipped;

/// The next number of a sequence that looks random.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap()
}

fn pick<'a>(words: &[&'a str], state: &mut u64) -> &'a str {
    words[next(state) % words.len()]
}

/// The parts of the made service. Each is a slice with everything below one singleton.
const PARTS: [&str; 3] = ["audit", "device", "print"];

/// A service in random order: the declarations of each part, and the members of the type of its singleton.
#[derive(Clone, Default)]
struct Service {
    declarations: Vec<String>,
    members: BTreeMap<&'static str, Vec<String>>,
    count: usize,
}

impl Service {
    fn new(state: &mut u64) -> Self {
        let mut service = Self::default();
        for _ in 0..300 {
            service.add(state);
        }
        service
    }

    /// Adds a type or an action at a random place. Returns the name that everything about it contains.
    fn add(&mut self, state: &mut u64) -> String {
        const FIRST: [&str; 12] = [
            "access", "android", "app", "call", "ios", "managed", "policy", "risk", "sign", "team",
            "windows", "work",
        ];
        const SECOND: [&str; 10] =
            ["Alert", "Assignment", "Device", "Event", "Log", "Member", "Role", "Setting", "Task", "Update"];
        // Each name has a number of its own, which all identifiers and names on the wire contain.
        self.count += 1;
        let words = [pick(&FIRST, state), pick(&SECOND, state), pick(&SECOND, state)];
        let name = format!("{}Q{}x", words.concat(), self.count);
        let part = pick(&PARTS, state);
        let properties = (0..2 + next(state) % 20)
            .map(|number| format!("<Property Name=\"property{number}\" Type=\"Edm.String\" />\n"))
            .collect::<Vec<_>>()
            .concat();
        let declaration = match next(state) % 4 {
            0 => format!("<ComplexType Name=\"{name}\">\n{properties}</ComplexType>\n"),
            1 => format!(
                "<EnumType Name=\"{name}\"><Member Name=\"one\" Value=\"0\" />\n\
                 <Member Name=\"two\" Value=\"1\" /></EnumType>\n"
            ),
            2 => format!(
                "<EntityType Name=\"{name}\"><Key><PropertyRef Name=\"id\" /></Key>\n\
                 <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" />\n{properties}</EntityType>\n"
            ),
            _ => format!(
                "<Action Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"microsoft.graph.{part}\" />\n\
                 <Parameter Name=\"comment\" Type=\"Edm.String\" /></Action>\n"
            ),
        };
        let member = match declaration.get(..3) {
            Some("<En") if declaration.starts_with("<Entity") => Some(format!(
                "<NavigationProperty Name=\"{name}s\" Type=\"Collection(microsoft.graph.{name})\" \
                 ContainsTarget=\"true\" />\n"
            )),
            Some("<Ac") => None,
            _ => Some(format!("<Property Name=\"{name}Value\" Type=\"microsoft.graph.{name}\" />\n")),
        };
        if let Some(member) = member {
            let members = self.members.entry(part).or_default();
            members.insert(next(state) % (members.len() + 1), member);
        }
        self.declarations.insert(next(state) % (self.declarations.len() + 1), declaration);
        name
    }

    fn files(&self) -> Files {
        let singles =
            PARTS.map(|part| format!("<Singleton Name=\"{part}\" Type=\"microsoft.graph.{part}\" />"));
        let types = PARTS.map(|part| {
            let members = self.members.get(part).map(|members| members.concat()).unwrap_or_default();
            format!(
                "<EntityType Name=\"{part}\"><Key><PropertyRef Name=\"id\" /></Key>\
                 <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\" />{members}</EntityType>\n"
            )
        });
        let metadata = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"microsoft.graph\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{}{}\
             <EntityContainer Name=\"service\">{}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>",
            types.concat(),
            self.declarations.concat(),
            singles.concat()
        );
        let slices = PARTS.map(|part| {
            format!(
                "[{part}]\nmetadata = [\"x\"]\nversion = \"v1.0\"\ndescription = \"\"\nroots = [\"{part}\"]\n"
            )
        });
        let mut input = Input::new("slices.toml", slices.concat());
        input.add_metadata("x", "x", metadata);
        files(&mut input)
    }
}

/// The generated files, except for documents about the slices.
fn files(input: &mut Input) -> Files {
    input.set_options(Options { features: Features::Slices, ..Options::default() });
    let output = generate(input);
    let style = csdl::diagnostic::Style::Plain;
    assert!(!output.diagnostics.has_errors(), "{}", output.diagnostics.render(input.sources(), style));
    let mut files = output.files;
    files.retain(|path, _| path.strip_suffix(".rs").is_some());
    files
}

/// The paths of files that differ.
fn changed<'f>(old: &'f Files, new: &'f Files) -> BTreeSet<&'f str> {
    let paths = old.keys().chain(new.keys()).map(String::as_str);
    paths.filter(|path| old.get(*path) != new.get(*path)).collect()
}

/// The lines that appear or disappear in a text, whatever their order.
fn lines_changed(old: &str, new: &str) -> usize {
    let mut counts: BTreeMap<&str, isize> = BTreeMap::new();
    for line in old.lines() {
        *counts.entry(line).or_default() -= 1;
    }
    for line in new.lines() {
        *counts.entry(line).or_default() += 1;
    }
    counts.values().map(|count| count.unsigned_abs()).sum()
}

/// The lines of all files that a reviewer sees, and those that would remain if no line moved between files.
fn lines_seen(old: &Files, new: &Files) -> (usize, usize) {
    let text = |files: &Files, path: &str| files.get(path).cloned().unwrap_or_default();
    let by_file = changed(old, new).into_iter();
    let by_file = by_file.map(|path| lines_changed(&text(old, path), &text(new, path))).sum();
    let all = |files: &Files| files.values().map(String::as_str).collect::<String>();
    (by_file, lines_changed(&all(old), &all(new)))
}

/// The file without the place of the alphabet where it begins: the file that it is cut from.
fn whole(path: &str) -> &str {
    path.split_once("_from_").map_or_else(|| path.trim_end_matches(".rs"), |(whole, _)| whole)
}

#[test]
fn what_is_added_changes_only_the_files_that_name_it() {
    let (mut cuts, mut divided) = (0, 0);
    for seed in 0..4 {
        let mut state = seed;
        let mut service = Service::new(&mut state);
        let mut old = service.files();
        divided += old.keys().filter(|path| path.contains("_from_")).count();
        for _ in 0..12 {
            let name = service.add(&mut state);
            let new = service.files();
            let number = format!("q{}x", service.count);
            let names_it =
                |path: &&str| new.get(*path).is_some_and(|text| text.to_lowercase().contains(&number));
            let (named, others): (BTreeSet<_>, BTreeSet<_>) =
                changed(&old, &new).into_iter().partition(names_it);
            assert!(!named.is_empty());
            // A file that became too long is cut: its beginning keeps its name.
            let grown: BTreeSet<_> = named.iter().map(|path| whole(path)).collect();
            for other in others {
                assert!(grown.contains(whole(other)), "{name} changes {other}");
                cuts += 1;
            }
            let (by_file, at_least) = lines_seen(&old, &new);
            let is_cut = new.len() > old.len();
            assert!(is_cut || by_file <= at_least + 10, "{name}: {by_file} lines instead of {at_least}");
            old = new;
        }
    }
    assert!(divided > 0 && cuts < 12, "{divided} files are parts, {cuts} were cut");
}

#[test]
fn an_update_of_graph_moves_few_lines() {
    let states = ["history/v1.0-2026-06-22.csdl", "v1.0.csdl"].map(test_support::real_metadata);
    let [Some(old), Some(new)] = states else { return };
    // An update adds no slices: the roots are those that both states have.
    let slices = with_known_roots(&with_known_roots(&shipped::slices(), &old), &new);
    let [old, new] = [old, new].map(|metadata| files(&mut input(&slices, metadata)));
    let (by_file, at_least) = lines_seen(&old, &new);
    // Most of what is new in this update is in one list, which had two files and has seven now.
    assert!(at_least > 10_000 && by_file < at_least * 2, "{by_file} lines change instead of {at_least}");
    // Everything that needs the same features as before is where it was, or in a part of the file in which it was.
    let wholes: BTreeSet<_> = new.keys().map(|path| whole(path)).collect();
    let gone: Vec<_> = old.keys().filter(|path| !wholes.contains(whole(path))).collect();
    assert!(gone.len() <= 5, "{gone:?}");
}

/// The shipped slices, with a whole state of v1.0 as their metadata.
fn input(slices: &str, metadata: String) -> Input {
    let mut input = Input::new("slices.toml", slices);
    input.add_metadata("v1.0", "v1.0", metadata);
    let beta = "beta/microsoft.graph.csdl";
    input.add_metadata(beta, beta, std::fs::read_to_string(test_support::schemas().join(beta)).unwrap());
    input
}

/// The slices without the lines of roots that the metadata does not have.
fn with_known_roots(slices: &str, metadata: &str) -> String {
    let input = input(slices, metadata.to_owned());
    let diagnostics = generate(&input).diagnostics;
    let shown = diagnostics.render(input.sources(), csdl::diagnostic::Style::Plain);
    let places = shown.lines().filter_map(|line| line.trim().strip_prefix("--> slices.toml:"));
    let unknown: BTreeSet<usize> =
        places.filter_map(|place| place.split(':').next().and_then(|line| line.parse().ok())).collect();
    let lines = slices.lines().zip(1..).filter(|(_, number)| !unknown.contains(number));
    lines.map(|(line, _)| line).collect::<Vec<_>>().join("\n")
}
