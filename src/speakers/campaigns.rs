//! Campaigns and administrations: bodies that are named after their owner.

use super::discourse::Discourse;
use super::entities::{Entity, EntityId};
use super::names::NameKind;
use super::nominals::Nominal;
use super::words::Key;

impl Discourse<'_, '_> {
    /// A campaign, team or administration and whose it is.
    pub(super) fn owned(&mut self, nominal: &Nominal) -> Option<EntityId> {
        let (noun, label) = match self.doc.word(nominal.head) {
            "campaign" | "team" | "camp" | "Campaign" => ("campaign", "campaign"),
            "administration" | "Administration" => ("administration", "administration"),
            _ => return None,
        };
        let owner = nominal.owner(
            self.doc,
            &self.heads,
            |token| self.bindings.of_token.get(&token).copied(),
            |name| self.cast.entities.of_name[name],
        );
        let Some(owner) = owner else {
            let lead = self.leading().and_then(|person| self.campaigns.get(&(person, Key::of(noun))).copied());
            let latest = || {
                self.bodies.seen().iter().find(|seen| {
                    self.bindings.entities[seen.entity.0 as usize].label.as_deref().is_some_and(|name| name.ends_with(label))
                })
            };
            return lead
                .or_else(|| latest().map(|seen| seen.entity))
                .filter(|_| nominal.definite && noun == self.doc.word(nominal.head));
        };
        let person = &self.bindings.entities[owner.0 as usize];
        if matches!(person.kind, NameKind::Body | NameKind::Place) {
            return None;
        }
        let key = (owner, Key::of(noun));
        if let Some(id) = self.campaigns.get(&key) {
            return Some(*id);
        }
        let id = EntityId(self.bindings.entities.len() as u32);
        let surname = person.surname;
        let label = format!("{} {label}", surname.of(self.doc.text()));
        self.bindings.entities.push(Entity {
            kind: NameKind::Body,
            gender: None,
            name: surname,
            surname,
            words: 2,
            first: nominal.head,
            count: 1,
            kin: false,
            label: Some(label),
        });
        self.campaigns.insert(key, id);
        Some(id)
    }
}
