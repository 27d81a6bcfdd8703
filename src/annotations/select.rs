//! A part of a result: what is sure enough, what some speakers said. Ids stay as they are.

use std::collections::HashSet;

use super::{Annotations, SpeakerData};

impl Annotations {
    /// Drops the attributions with a confidence below `least`, and speakers that are left with nothing.
    pub fn retain_confident(&mut self, least: f32) {
        self.attributions.retain(|attribution| attribution.confidence >= least);
        self.drop_silent_speakers();
    }

    /// Drops the attributions and proposals of everybody but the speakers for whom `wanted` says so.
    pub fn retain_speakers(&mut self, wanted: impl Fn(&SpeakerData) -> bool) {
        let kept: HashSet<String> = self.speakers.iter().filter(|s| wanted(s)).map(|s| s.id.clone()).collect();
        let by_one = |speaker: &Option<String>| speaker.as_ref().is_some_and(|id| kept.contains(id));
        self.attributions.retain(|attribution| by_one(&attribution.speaker));
        self.proposals.retain(|proposal| by_one(&proposal.proposer));
        self.speakers.retain(|speaker| kept.contains(&speaker.id));
        self.drop_silent_speakers();
    }

    fn drop_silent_speakers(&mut self) {
        let said: HashSet<&str> = self.attributions.iter().map(|a| a.id.as_str()).collect();
        let proposers: HashSet<&str> = self.proposals.iter().filter_map(|p| p.proposer.as_deref()).collect();
        self.speakers.retain_mut(|speaker| {
            speaker.attributions.retain(|id| said.contains(id.as_str()));
            !speaker.attributions.is_empty() || proposers.contains(speaker.id.as_str())
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{AttributionData, ProposalData, Unit};
    use super::*;

    fn attribution(id: &str, speaker: Option<&str>, confidence: f32) -> AttributionData {
        let speaker = speaker.map(str::to_owned);
        let (source, cue, content) = (vec![], vec![], vec![[0, 1]]);
        AttributionData { id: id.to_owned(), kind: "direct", source, cue, content, speaker, confidence, why: "" }
    }

    fn speaker(id: &str, name: &str, attributions: &[&str]) -> SpeakerData {
        let attributions = attributions.iter().map(|id| (*id).to_owned()).collect();
        SpeakerData { id: id.to_owned(), name: name.to_owned(), named: true, role: None, mentions: vec![], attributions }
    }

    fn proposal(proposer: &str) -> ProposalData {
        let proposer = Some(proposer.to_owned());
        let (announcement, items) = (vec![], vec![]);
        ProposalData { id: "p1".to_owned(), proposer, announced: None, noun: None, announcement, items, complete: false }
    }

    fn result() -> Annotations {
        Annotations {
            unit: Unit::CodePoint,
            attributions: vec![
                attribution("a1", Some("s1"), 0.9),
                attribution("a2", Some("s2"), 0.5),
                attribution("a3", None, 0.95),
                attribution("a4", Some("s1"), 0.4),
                attribution("a5", Some("s3"), 0.4),
            ],
            speakers: vec![speaker("s1", "Ana", &["a1", "a4"]), speaker("s2", "Bo", &["a2"]), speaker("s3", "Cy", &["a5"])],
            proposals: vec![proposal("s3")],
        }
    }

    #[test]
    fn what_is_not_sure_enough_goes_and_a_proposer_stays() {
        let mut result = result();
        result.retain_confident(0.8);
        let ids: Vec<_> = result.attributions.iter().map(|a| a.id.as_str()).collect();
        let speakers: Vec<_> = result.speakers.iter().map(|s| (s.name.as_str(), s.attributions.len())).collect();
        assert_eq!(ids, ["a1", "a3"]);
        assert_eq!(speakers, [("Ana", 1), ("Cy", 0)]);
    }

    #[test]
    fn one_speakers_part_holds_nobody_elses_words() {
        let mut result = result();
        result.retain_speakers(|speaker| speaker.name == "Ana");
        assert_eq!(result.attributions.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["a1", "a4"]);
        assert_eq!(result.speakers.len(), 1);
        assert!(result.proposals.is_empty());
    }
}
