//! Counts work: edges between basic blocks that were passed, and bytes that were asked of the allocator (as the standard
//! library's copying is compiled without counters, and copies mostly go to new places).
//!
//! The flags of `cargo xtask test growth` have the compiler call `__sanitizer_cov_trace_pc_guard` on every edge
//! ([LLVM, SanitizerCoverage](https://clang.llvm.org/docs/SanitizerCoverage.html)). One thread counts at a time.

use std::alloc::{GlobalAlloc, Layout, System};

static mut EDGES: u64 = 0;
static mut BYTES: u64 = 0;

/// Work done.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    edges: u64,
    bytes: u64,
}

impl Work {
    /// How many times `less` this is, in what grew more. Below `little` neither says anything.
    pub fn over(self, less: Work, little: u64) -> f64 {
        let growth = |much: u64, little_more: u64| much as f64 / little_more.max(little).max(1) as f64;
        growth(self.edges, less.edges).max(growth(self.bytes, less.bytes))
    }
}

/// The result of `run` and the work that it took.
pub fn of<T>(run: impl FnOnce() -> T) -> (T, Work) {
    // SAFETY: tests run on one thread (`--test-threads=1`).
    let count = || unsafe { (EDGES, BYTES) };
    let before = count();
    let result = run();
    let after = count();
    (result, Work { edges: after.0 - before.0, bytes: after.1 - before.1 })
}

/// Called by the compiled program on every edge.
#[unsafe(no_mangle)]
pub extern "C" fn __sanitizer_cov_trace_pc_guard(_guard: *mut u32) {
    // SAFETY: as above; a count lost to another thread would not matter.
    unsafe { EDGES += 1 }
}

/// Called once for each compiled module.
#[unsafe(no_mangle)]
pub extern "C" fn __sanitizer_cov_trace_pc_guard_init(_start: *mut u32, _stop: *mut u32) {}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        unsafe {
            BYTES += layout.size() as u64;
            System.alloc(layout)
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        unsafe {
            BYTES += size as u64;
            System.realloc(block, layout, size)
        }
    }
}
