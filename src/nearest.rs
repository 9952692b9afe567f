//! The known word that a misspelt one was probably meant to be.

/// The known name that is nearest to a word, if one is near at all: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let distances = known.iter().map(|name| (distance(&word.to_lowercase(), name), *name));
    let (letters, name) = distances.min()?;
    (letters <= (name.len() / 3).max(1)).then_some(name)
}

/// How many letters must be put in, taken out, replaced or swapped with their neighbour.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["title", "url", "language", "timezone"];
        assert_eq!(nearest("tilte", &known), Some("title"));
        assert_eq!(nearest("Timezon", &known), Some("timezone"));
        assert_eq!(nearest("uri", &known), Some("url"));
        assert_eq!(nearest("publisher", &known), None);
    }
}
