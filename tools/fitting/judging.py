"""Strengths at work on labelled posts, as the library uses them: first the kind of a post, then its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from clipparse.decode import Decoder
from clipparse.kinds import verdict
from clipparse.roles import Kind
from clipparse.strengths import Calibration, Strengths
from fitting.kinds import fit_kinds, seen_signs
from fitting.labels import Labelled
from fitting.measure import Score
from fitting.model import EPOCHS, Fit, clues_of


@attrs.frozen(eq=False)
class Judge:
    """Strengths, and what they make of posts."""

    strengths: Strengths

    @classmethod
    def fitted(cls, posts: Sequence[Labelled], epochs: int = EPOCHS) -> Judge:
        """Strengths fitted on these posts."""
        signs = fit_kinds(posts)
        strengths = Fit().fit(posts, [verdict(iter(seen_signs(post.text)), signs).kind for post in posts], epochs)
        return cls(attrs.evolve(strengths, signs=signs))

    def sure(self, confidence: Mapping[str, Calibration]) -> Judge:
        """The same strengths with these curves of confidence."""
        return attrs.evolve(self, strengths=attrs.evolve(self.strengths, confidence=confidence))

    def measured(self, posts: Sequence[Labelled]) -> Score:
        """How well these posts are read."""
        score = Score()
        decoder = Decoder(self.strengths)
        for post in posts:
            score.add(post, decoder.judge(clues_of(post, self.kind_of(post))))
        return score

    def kind_of(self, post: Labelled) -> Kind:
        """The kind that a first look takes it for."""
        return verdict(iter(seen_signs(post.text)), self.strengths.signs).kind
