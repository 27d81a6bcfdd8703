//! The weights: built in, but in a browser, where they are a file of their own that may come later than the engine.

use std::sync::OnceLock;

use super::decode::Chain;
use super::model::Model;

/// The weights that this version was made with.
const OWN: &[u8] = include_bytes!("model.bin");
#[expect(long_running_const_eval, reason = "it takes the compiler a moment")]
const OWN_FINGERPRINT: u64 = fingerprint(OWN);
/// Without the feature, nothing but their fingerprint gets into the WebAssembly.
const BUILT_IN: bool = cfg!(any(not(target_arch = "wasm32"), feature = "weights"));

static LOADED: OnceLock<(Model, Chain)> = OnceLock::new();

/// The model, where it is built in or was [`load`]ed.
pub(super) fn loaded() -> Option<&'static (Model, Chain)> {
    if BUILT_IN && LOADED.get().is_none() {
        load(OWN);
    }
    LOADED.get()
}

/// Takes the weights where they are not built in; until then, nothing is tagged. `false` where they are not, to the byte, those
/// that this version was made with: cut short, damaged, or of another version.
pub fn load(weights: &[u8]) -> bool {
    if LOADED.get().is_some() || fingerprint(weights) != OWN_FINGERPRINT {
        return LOADED.get().is_some();
    }
    let Some(model) = Model::read(weights) else { return false };
    let chain = Chain::new(&model);
    LOADED.get_or_init(|| (model, chain));
    true
}

/// Tells versions and damaged files apart, as the hash of rustc's tables does with words of eight bytes; it withstands no forger.
const fn fingerprint(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x517c_c1b7_2722_0a95;
    let mut hash = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
        rest = after;
    }
    while let Some((&byte, after)) = rest.split_first() {
        hash = (hash.rotate_left(5) ^ byte as u64).wrapping_mul(FACTOR);
        rest = after;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_same_bytes_have_the_fingerprint() {
        let mut changed = OWN.to_vec();
        assert_eq!(fingerprint(&changed), OWN_FINGERPRINT);
        for at in [0, OWN.len() / 2, OWN.len() - 1] {
            changed[at] ^= 1;
            assert_ne!(fingerprint(&changed), OWN_FINGERPRINT);
            changed[at] ^= 1;
        }
        assert_ne!(fingerprint(&OWN[..OWN.len() - 1]), OWN_FINGERPRINT);
        assert_ne!(fingerprint(&[]), OWN_FINGERPRINT);
    }

    #[test]
    fn the_own_weights_are_a_model() {
        assert!(load(OWN) && loaded().is_some());
    }
}
