//! A short list for each of many, all in one row of memory: thousands of lists of their own would lie scattered.

/// A list for each question, by its position.
#[derive(Debug, Clone)]
pub(crate) struct Lists<T> {
    /// Where the list of each ends; it begins where the one before ends.
    ends: Vec<u32>,
    all: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { ends: Vec::new(), all: Vec::new() }
    }
}

impl<T: Copy> Lists<T> {
    /// Lists of so many, from pairs of a position and what belongs to it; each list keeps their order.
    pub(crate) fn of(count: usize, mut pairs: Vec<(u32, T)>) -> Self {
        pairs.sort_by_key(|(at, _)| *at);
        let mut lists = Self { ends: Vec::with_capacity(count), all: Vec::with_capacity(pairs.len()) };
        let mut pairs = pairs.into_iter().peekable();
        for at in 0..count {
            while let Some((_, one)) = pairs.next_if(|(on, _)| *on as usize == at) {
                lists.all.push(one);
            }
            lists.close();
        }
        lists
    }

    /// Adds the list of the next one.
    pub(crate) fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        self.close();
    }

    fn close(&mut self) {
        // Each is something a question is made of, and a form is far smaller than that.
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// The list of one; nothing where there is none.
    pub(crate) fn at(&self, position: usize) -> &[T] {
        let from = position.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(from), Some(to)) = (from, self.ends.get(position)) else { return &[] };
        self.all.get(from as usize..*to as usize).unwrap_or(&[])
    }

    /// How many lists there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_has_its_list_in_the_order_given() {
        let mut lists = Lists::of(3, vec![(2, 'a'), (0, 'b'), (2, 'c')]);
        lists.push(['d']);

        assert_eq!([0, 1, 2, 3, 4].map(|at| lists.at(at).iter().collect::<String>()), ["b", "", "ac", "d", ""]);
    }
}
