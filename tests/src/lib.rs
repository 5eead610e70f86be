//! Whole journeys, played against what is built. Each file of `tests/` is one kind of journey or one rule of the whole.
