//! The texts by which the overlay and messages name operations.

use std::collections::BTreeMap;

use csdl::model::Model;

/// The text of each operation, by its position in the model. It is the signature, `graph.paint(graph.thing)`. Overloads
/// share a signature, so that their texts also have the names of the parameters: `graph.paint(graph.thing, colour)`.
pub(super) fn targets(model: &Model) -> Vec<String> {
    let signatures: Vec<_> = model.operations.iter().map(|operation| operation.signature(model)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for signature in &signatures {
        *counts.entry(signature).or_default() += 1;
    }
    let is_overloaded = |signature: &str| counts.get(signature).is_some_and(|&count| count > 1);
    let targets = model.operations.iter().zip(&signatures).map(|(operation, signature)| {
        if is_overloaded(signature) { operation.identity(model) } else { signature.clone() }
    });
    targets.collect()
}
