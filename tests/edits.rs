//! Annotating an edited text from what is remembered gives what annotating it from scratch gives.
#![cfg(not(target_arch = "wasm32"))]

use article_annotator::{Annotator, Memory, Unit};
use proptest::prelude::*;

const ARTICLE: &str = "Council votes on fares\n\n“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. “Soon.\n\n“And for \
    good,” she added.\n\nRuiz put forward three proposals: more buses, fewer cars and a new bridge.\n\nCritics said that the plan \
    would cost too much. The union's head, Tom O'Neill, called it ‘a ‘“gift” to drivers’.\n\nIt rained.\n";

/// An edit: where (as a share of the text), how many characters go, and what comes.
type Edit = (f64, usize, String);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let inserted = prop_oneof![
        "[a-z .,]{0,6}",
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("\n\n".to_owned()),
        Just(" said Eva Brand. ".to_owned()),
        Just("👩‍👩‍👧 é\u{301}\u{2028}".to_owned()),
        Just(ARTICLE[..200].to_owned()),
    ];
    prop::collection::vec((0.0..1.0, 0usize..12, inserted), 1..4)
}

fn apply(text: &str, (share, gone, inserted): &Edit) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = (characters.len() as f64 * share) as usize;
    let past = (at + gone).min(characters.len());
    characters[..at].iter().copied().chain(inserted.chars()).chain(characters[past..].iter().copied()).collect()
}

#[track_caller]
fn assert_same(text: &str, memory: &mut Memory) {
    let annotator = Annotator::new();
    let again = annotator.annotate_again(text, memory).in_unit(text, Unit::Utf16);
    assert_eq!(again, annotator.annotate(text).in_unit(text, Unit::Utf16), "for {text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn after_any_edit_the_result_is_that_of_the_whole(edits in edits()) {
        let mut memory = Memory::default();
        let mut text = ARTICLE.to_owned();
        assert_same(&text, &mut memory);
        for edit in &edits {
            text = apply(&text, edit);
            assert_same(&text, &mut memory);
        }
    }
}

#[test]
fn texts_in_turn_do_not_disturb_one_another() {
    let mut memory = Memory::default();
    let other = ARTICLE.replace("Ruiz", "Brand").replace(['“', '”'], "\"");
    for text in [ARTICLE, &other, ARTICLE, "", &other] {
        assert_same(text, &mut memory);
    }
}
