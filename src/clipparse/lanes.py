"""Many small whole numbers side by side in one large one: one addition adds them all, in C and without a dependency.

A lane is 32 bits wide; it may hold a negative number, which borrows from the lanes above until it is unpacked. Sums and
differences of lanes must stay within 31 bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from struct import Struct

import attrs

_WIDTH = 32


@attrs.frozen(slots=True)
class Lanes:
    """So many lanes.

    >>> two = Lanes(2)
    >>> two.unpack(two.pack([1, -2]) + 10 * two.ones)
    (11, 8)
    >>> two.unpack(two.greatest([two.pack([1, -2]), two.pack([0, 5]), two.pack([-7, 3])]))
    (1, 5)
    """

    count: int
    ones: int = attrs.field(init=False)  # 1 in each lane
    _tops: int = attrs.field(init=False)  # the topmost bit of each lane
    _struct: Struct = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        ones = sum(1 << _WIDTH * at for at in range(self.count))
        object.__setattr__(self, "ones", ones)
        object.__setattr__(self, "_tops", ones << _WIDTH - 1)
        object.__setattr__(self, "_struct", Struct(f"<{self.count}i"))

    @property
    def bits(self) -> int:
        """How wide they are together."""
        return _WIDTH * self.count

    def pack(self, numbers: Sequence[int]) -> int:
        """A lane for each of the numbers."""
        tops = self._tops  # as in `unpack`, the other way
        return (int.from_bytes(self._struct.pack(*numbers), "little") ^ tops) - tops

    def unpack(self, whole: int) -> tuple[int, ...]:
        """The numbers in the lanes."""
        tops = self._tops  # made positive, no lane borrows; without the bit that did it, each is what a machine reads
        return self._struct.unpack(((whole + tops) ^ tops).to_bytes(self._struct.size, "little"))

    def greatest(self, rows: Iterable[int]) -> int:
        """Of each lane the greatest of all rows.

        >>> Lanes(1).greatest([-3, -2])
        -2
        """
        tops = self._tops
        rows = iter(rows)
        most = next(rows)
        for row in rows:
            more = most - row + tops
            signs = more & tops  # set where `most` is no less
            most = row + (more & (signs - (signs >> _WIDTH - 1)))
        return most

    def at_least(self, whole: int, bound: int) -> int:
        """Marks the lanes that are no less: 1 in the topmost bit of each."""
        return (whole + self._tops - bound * self.ones) & self._tops

    def within(self, whole: int, bound: int) -> bool:
        """Is every lane between minus `bound` and `bound`?

        >>> Lanes(2).within(Lanes(2).pack([-3, 3]), 3), Lanes(2).within(Lanes(2).pack([-4, 3]), 3)
        (True, False)
        """
        tops = self._tops
        room = tops + bound * self.ones
        return (room + whole) & (room - whole) & tops == tops

    def bounded(self, whole: int, bound: int) -> int:
        """Every lane, or where it is beyond it the bound.

        >>> Lanes(3).unpack(Lanes(3).bounded(Lanes(3).pack([-9, 2, 7]), 5))
        (-5, 2, 5)
        """
        if self.within(whole, bound):
            return whole
        return self.pack([max(-bound, min(bound, number)) for number in self.unpack(whole)])
