//! What of a result is wanted.

use std::str::FromStr;

use article_annotator::Annotations;
use regex::Regex;

/// The thresholds and names of the command line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Selection<'o> {
    pub min_confidence: Option<f32>,
    pub speakers: &'o [SpeakerPattern],
}

impl Selection<'_> {
    /// Drops what is not wanted.
    pub fn apply(&self, annotations: &mut Annotations) {
        if let Some(least) = self.min_confidence {
            annotations.retain_confident(least);
        }
        if !self.speakers.is_empty() {
            annotations.retain_speakers(|speaker| self.speakers.iter().any(|pattern| pattern.matches(&speaker.name)));
        }
    }
}

/// A speaker to look for: `ruiz` finds `Ana Ruiz` and not `Ruizel`; `/^an+a /` is a regular expression.
#[derive(Clone, Debug)]
pub(super) struct SpeakerPattern(Regex);

impl SpeakerPattern {
    fn matches(&self, name: &str) -> bool {
        self.0.is_match(name)
    }
}

impl FromStr for SpeakerPattern {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let name = name.trim();
        if name.is_empty() {
            return Err("no name given".to_owned());
        }
        let pattern = match name.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            Some(pattern) => format!("(?i){pattern}"),
            None => {
                let words: Vec<_> = name.split_whitespace().map(regex::escape).collect();
                format!(r"(?i)(?:^|\W){}(?:\W|$)", words.join(r"\s+"))
            }
        };
        Regex::new(&pattern).map(Self).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(pattern: &str, name: &str) -> bool {
        pattern.parse::<SpeakerPattern>().is_ok_and(|pattern| pattern.matches(name))
    }

    #[test]
    fn a_name_is_found_by_its_words() {
        assert!(finds("ruiz", "Ana Ruiz") && finds("ana  ruiz", "Ana Ruiz") && finds("Davis Jr.", "Sammy Davis Jr."));
        assert!(!finds("Ruiz", "Ana Ruizel") && !finds("na", "Ana"));
        assert!(finds("Łukasz", "łukasz Nowak") && finds("A (B", "A (B)"));
    }

    #[test]
    fn slashes_hold_a_regular_expression() {
        assert!(finds("/^ana|bo$/", "Ana Ruiz") && !finds("/^bo/", "Ana Bo"));
        assert!("/(/".parse::<SpeakerPattern>().is_err() && " ".parse::<SpeakerPattern>().is_err());
    }
}
