//! Texts that could make a careless program slow.

/// A text that could make a careless program slow, and how many speakers are in it.
pub struct Hostile {
    /// What there is much of.
    pub name: &'static str,
    /// The text with `n` of it.
    pub text: fn(usize) -> String,
    /// Speakers for `n`.
    pub speakers: fn(usize) -> usize,
}

/// Every kind of hostile text.
pub const HOSTILE: &[Hostile] = &[
    Hostile { name: "unmatched quotes", text: unmatched_quotes, speakers: |_| 0 },
    Hostile { name: "unmatched quotes, one line", text: |n| "x \"y ".repeat(n), speakers: |_| 0 },
    Hostile { name: "apostrophes", text: |n| "the dogs' 'n' ".repeat(n), speakers: |_| 0 },
    Hostile { name: "nested marks", text: nested_marks, speakers: |_| 0 },
    Hostile { name: "names", text: names, speakers: |n| n },
];

fn unmatched_quotes(n: usize) -> String {
    "Rain fell \" all day.\n\n".repeat(n)
}

fn nested_marks(n: usize) -> String {
    "“a ‘b «c ".repeat(n)
}

/// `n` people, each saying one thing.
fn names(n: usize) -> String {
    (0..n).map(|at| format!("“The bridge is safe again,” said {} {}.\n\n", name(at / 97 + 1), name(at + 1))).collect()
}

/// A made-up name for each number: `Bakedo`.
fn name(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = ["ba", "ke", "do", "mi", "lu", "ra", "te", "no", "vi", "su", "pa", "ge", "zo", "fi", "hu", "ja"];
    let mut name = String::from("Va");
    while number > 0 {
        name += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    name + "n"
}
