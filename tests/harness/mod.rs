//! What the data-driven tests share: findings as comparable facts, case files, underlined text.
#![allow(dead_code, reason = "each test program uses its own part")]

pub mod actual;
pub mod case;
pub mod check;
pub mod underline;
