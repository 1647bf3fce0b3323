//! Generates the types that the example needs from its metadata.

fn main() -> Result<(), graph_models_codegen::Error> {
    graph_models_codegen::Config::new().metadata("metadata/library.csdl").slice("shelves").generate()?;
    Ok(())
}
