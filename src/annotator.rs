//! The engine with options. In: an article's text. Out: an [`Analysis`].

use crate::annotations::{self, Analysis};
use crate::attribution::{self, Kind};
use crate::lexicon::{Vocabulary, WordClass};
use crate::memory::Memory;
use crate::text::Document;
use crate::{proposals, quotes, speakers, tagger};

/// Annotates articles the way its options say; [`annotate`](crate::annotate) is one without options.
///
/// It holds nothing but its options: share one between threads, or make one whenever it is needed.
///
/// ```
/// use article_annotator::Annotator;
/// use article_annotator::attribution::Kind;
///
/// let annotator = Annotator::new().min_confidence(0.5).kinds([Kind::Direct, Kind::Mixed]).without_proposals();
/// let text = "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. She hopes for snow.";
/// let analysis = annotator.annotate(text);
/// assert_eq!(analysis.attributions.len(), 1);
/// assert_eq!(analysis.speakers[0].name, "Ana Ruiz");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotator {
    vocabulary: Vocabulary,
    min_confidence: f32,
    kinds: Option<Vec<Kind>>,
    skip_proposals: bool,
}

impl Annotator {
    /// Finds everything, however unsure.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves out attributions with a confidence below `least`, from 0 to 1.
    ///
    /// ```
    /// let sure = article_annotator::Annotator::new().min_confidence(0.99);
    /// assert!(sure.annotate("Critics claim that it may rain.").attributions.iter().all(|a| a.confidence >= 0.99));
    /// ```
    #[must_use]
    pub fn min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = least;
        self
    }

    /// Leaves out attributions of other kinds: `[Kind::Direct]` keeps verbatim quotes alone.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Kind>) -> Self {
        self.kinds = Some(kinds.into_iter().collect());
        self
    }

    /// Leaves out proposals.
    #[must_use]
    pub fn without_proposals(mut self) -> Self {
        self.skip_proposals = true;
        self
    }

    /// Adds verbs that introduce a statement, each form as it stands in texts: `quipped`, `tweets`.
    ///
    /// ```
    /// let annotator = article_annotator::Annotator::new().cue_verbs(["burbled"]);
    /// let text = "“We will cut fares,” burbled Ana Ruiz.";
    /// let analysis = annotator.annotate(text);
    /// assert_eq!(analysis.attributions[0].cue[0].of(text), "burbled");
    /// ```
    #[must_use]
    pub fn cue_verbs<'w>(self, verbs: impl IntoIterator<Item = &'w str>) -> Self {
        self.words(verbs, WordClass::CUE_VERB)
    }

    /// Adds titles that stand before a name: `Ombudsman`, `Taoiseach`.
    ///
    /// ```
    /// let annotator = article_annotator::Annotator::new().titles(["Gonfaloniere"]);
    /// let analysis = annotator.annotate("“We will cut fares,” said Gonfaloniere Ana Ruiz.");
    /// assert_eq!(analysis.speakers[0].name, "Ana Ruiz");
    /// ```
    #[must_use]
    pub fn titles<'w>(self, titles: impl IntoIterator<Item = &'w str>) -> Self {
        self.words(titles, WordClass::TITLE)
    }

    fn words<'w>(mut self, words: impl IntoIterator<Item = &'w str>, class: WordClass) -> Self {
        words.into_iter().for_each(|word| self.vocabulary.add(word, class));
        self
    }

    /// Finds the attributions, speakers and proposals of `text`. Spans in the result are bytes of `text`.
    pub fn annotate(&self, text: &str) -> Analysis {
        self.run(text, None)
    }

    /// [`Annotator::annotate`] for a text that differs little from those that `memory` has seen: the same result, sooner.
    ///
    /// ```
    /// use article_annotator::{Annotator, Memory, Unit};
    /// let (annotator, mut memory) = (Annotator::new(), Memory::default());
    /// for text in ["“Yes,” said Ana", "“Yes,” said Ana Ruiz."] {
    ///     let again = annotator.annotate_again(text, &mut memory);
    ///     assert_eq!(again.in_unit(text, Unit::Utf16), annotator.annotate(text).in_unit(text, Unit::Utf16));
    /// }
    /// ```
    pub fn annotate_again(&self, text: &str, memory: &mut Memory) -> Analysis {
        self.run(text, Some(memory))
    }

    /// The stages, those that remember given what they left the last time.
    fn run(&self, text: &str, mut memory: Option<&mut Memory>) -> Analysis {
        let doc = match &mut memory {
            Some(memory) => Document::parse_again(text, &self.vocabulary, &mut memory.text),
            None => Document::parse_with(text, &self.vocabulary),
        };
        let quotations = quotes::find(&doc);
        let cast = speakers::find(&doc, &quotations);
        let tags = match memory {
            Some(memory) => tagger::tag_again(&doc, &quotations, &mut memory.tags),
            None => tagger::tag(&doc, &quotations),
        };
        let attributions = attribution::resolve(&doc, &quotations, &cast, &tags);
        let drafts = proposals::read(&doc, &quotations, &attributions);
        let sources = [attribution::sources(&attributions), drafts.sources()].concat();
        let speakers = speakers::resolve(&doc, &quotations, &cast, &sources);
        let proposals = proposals::find(&doc, &drafts, &speakers);
        self.wanted(annotations::collect(attributions, speakers, proposals))
    }

    /// Leaves out what the options do not ask for. It was needed until here: `he` may stand for who spoke there.
    fn wanted(&self, analysis: Analysis) -> Analysis {
        if self.min_confidence <= 0.0 && self.kinds.is_none() && !self.skip_proposals {
            return analysis;
        }
        let of_kind = |kind: &Kind| self.kinds.as_ref().is_none_or(|kinds| kinds.contains(kind));
        let both = analysis.attributions.into_iter().zip(analysis.speaker_of);
        let wanted = both.filter(|(a, _)| a.confidence >= self.min_confidence && of_kind(&a.kind));
        let (attributions, speaker_of) = wanted.unzip();
        let proposals = if self.skip_proposals { Vec::new() } else { analysis.proposals };
        Analysis { attributions, speakers: analysis.speakers, speaker_of, proposals }.without_silent_speakers()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We will cut fares by a third,” said Mayor Ana Ruiz on Monday. Tom Lee said that she was late.";

    #[test]
    fn an_annotator_can_be_shared() {
        fn shared<T: Send + Sync + std::panic::UnwindSafe>() {}
        shared::<Annotator>();
        shared::<Analysis>();
    }

    #[test]
    fn who_says_nothing_of_the_kinds_asked_for_is_no_speaker() {
        let analysis = Annotator::new().kinds([Kind::Direct]).annotate(TEXT);
        let names: Vec<_> = analysis.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        assert_eq!(names, ["Ana Ruiz"]);
        assert_eq!(analysis.speaker_of.len(), analysis.attributions.len());
    }

    #[test]
    fn nothing_is_sure_enough_for_more_than_certainty() {
        let analysis = Annotator::new().min_confidence(1.1).annotate(TEXT);
        assert!(analysis.attributions.is_empty() && analysis.speakers.is_empty());
    }
}
