//! What the export says is said in the words of the Web Annotation vocabulary, and nothing else is
//! (<https://www.w3.org/TR/annotation-model/>, <https://www.w3.org/TR/annotation-vocab/>).
#![cfg(not(target_arch = "wasm32"))]

use article_annotator::{AnnotationPage, annotate};
use serde_json::Value;

const TEXT: &str = "“We will cut fares by a third 😀,” said Mayor Ana Ruiz on Monday. Critics said that the plan would cost too much. \
    Ruiz put forward two proposals. First, to build a tram. Second, to plant trees.\n";

/// Of each class: the keys it must have, and those it may have besides.
const CLASSES: &[(&str, &[&str], &[&str])] = &[
    ("AnnotationPage", &["@context", "id", "type", "items"], &["partOf", "next", "prev", "startIndex"]),
    ("Annotation", &["@context", "id", "type", "target"], &["motivation", "creator", "generator", "created", "generated", "body"]),
    ("Software", &["id", "type", "name"], &["homepage", "nickname", "email"]),
    ("TextualBody", &["type", "value"], &["purpose", "format", "language", "textDirection", "processingLanguage"]),
    ("SpecificResource", &["type", "source", "selector"], &["purpose"]),
    ("TextQuoteSelector", &["type", "exact"], &["prefix", "suffix"]),
    ("TextPositionSelector", &["type", "start", "end"], &[]),
];

/// Motivations, which purposes are as well.
const MOTIVATIONS: &[&str] = &[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

#[track_caller]
fn check(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(check),
        Value::Object(object) => {
            let class = object["type"].as_str().expect("every resource has one class");
            let (_, required, optional) = CLASSES.iter().find(|(name, ..)| *name == class).expect(class);
            assert!(required.iter().all(|key| object.contains_key(*key)), "{class} lacks something: {value}");
            let known = |key: &String| required.contains(&key.as_str()) || optional.contains(&key.as_str());
            assert!(object.keys().all(known), "{class} has what the vocabulary does not know: {value}");
            object.iter().for_each(|(key, value)| check_value(key, value));
            object.values().filter(|value| value.is_object() || value.is_array()).for_each(check);
        }
        _ => panic!("neither a resource nor a list of them: {value}"),
    }
}

#[track_caller]
fn check_value(key: &str, value: &Value) {
    let is_address = |value: &Value| value.as_str().is_some_and(|it| it.starts_with("https://") || it.starts_with("urn:uuid:"));
    let well = match key {
        "@context" => *value == "http://www.w3.org/ns/anno.jsonld",
        "id" | "source" | "homepage" => is_address(value),
        "motivation" | "purpose" => value.as_str().is_some_and(|motivation| MOTIVATIONS.contains(&motivation)),
        "start" | "end" => value.is_u64(),
        "exact" | "prefix" | "suffix" | "value" | "name" => value.is_string(),
        "format" => *value == "text/plain",
        _ => true,
    };
    assert!(well, "{key}: {value}");
}

#[test]
fn every_resource_is_of_a_class_and_has_what_it_must() {
    let page = serde_json::to_value(AnnotationPage::new(&annotate(TEXT), TEXT, Some("https://news.example/1"))).unwrap();
    check(&page);
    let items = page["items"].as_array().unwrap();
    assert!(items.len() >= 4, "{page}");
    for item in items {
        assert!(["motivation", "creator", "generator", "body"].iter().all(|key| item.get(key).is_some()), "{item}");
        for target in item["target"].as_array().unwrap() {
            let classes: Vec<_> = target["selector"].as_array().unwrap().iter().map(|selector| selector["type"].as_str()).collect();
            assert_eq!(classes, [Some("TextQuoteSelector"), Some("TextPositionSelector")]);
        }
    }
}

#[test]
fn a_text_without_an_address_gets_one_of_its_own() {
    let address = |text: &str| {
        let page = serde_json::to_value(AnnotationPage::new(&annotate(text), text, None)).unwrap();
        check(&page);
        page["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(address(TEXT), address(TEXT));
    assert_ne!(address(TEXT), address("“Yes,” said Ana Ruiz."));
}
