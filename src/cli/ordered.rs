//! Work on several threads, results in the order of the input, a bounded number of items in memory.

use std::sync::mpsc::{self, Receiver, SyncSender, TryRecvError};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Items that wait or are worked on, for each thread.
const WINDOW: usize = 3;

/// What the receiving end hears.
pub(super) enum Event<R> {
    /// The next result, in the order of the input.
    Result(R),
    /// No result is ready: what was held back should be written now.
    Idle,
}

/// An item and where its result goes.
type Order<T, R> = (T, SyncSender<R>);

/// Gives every item of `source` to `work`, on `jobs` threads, and the results to `sink` in the order of the items.
///
/// `source` is read on a thread of its own, at most a few items a job ahead of `sink`.
pub(super) fn run<T: Send, R: Send>(
    jobs: usize,
    source: impl Iterator<Item = T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(Event<R>),
) {
    let (orders, waiting) = mpsc::sync_channel::<Order<T, R>>(jobs * WINDOW);
    let (promises, results) = mpsc::sync_channel::<Receiver<R>>(jobs * WINDOW);
    let waiting = Mutex::new(waiting);
    thread::scope(|scope| {
        scope.spawn(move || hand_out(source, &orders, &promises));
        for _ in 0..jobs {
            scope.spawn(|| take_orders(&waiting, &work));
        }
        while let Some(result) = receive(&results, &mut sink) {
            if let Some(result) = receive(&result, &mut sink) {
                sink(Event::Result(result));
            }
        }
    });
}

fn hand_out<T, R>(source: impl Iterator<Item = T>, orders: &SyncSender<Order<T, R>>, promises: &SyncSender<Receiver<R>>) {
    for item in source {
        let (result, promise) = mpsc::sync_channel(1);
        if promises.send(promise).is_err() || orders.send((item, result)).is_err() {
            return;
        }
    }
}

fn take_orders<T, R>(waiting: &Mutex<Receiver<Order<T, R>>>, work: impl Fn(T) -> R) {
    loop {
        let order = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((item, result)) = order else { return };
        if result.send(work(item)).is_err() {
            return;
        }
    }
}

/// The next message, telling `sink` where it has to be waited for; `None` at the end.
fn receive<M, R>(channel: &Receiver<M>, sink: &mut impl FnMut(Event<R>)) -> Option<M> {
    match channel.try_recv() {
        Ok(message) => Some(message),
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            sink(Event::Idle);
            channel.recv().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut seen = Vec::new();
        let slow_first = |n: u64| (0..(200 - n) * 1000).fold(n, |sum, _| std::hint::black_box(sum));
        run(4, 0..200, slow_first, |event| {
            if let Event::Result(n) = event {
                seen.push(n);
            }
        });
        assert_eq!(seen, (0..200).collect::<Vec<_>>());
    }
}
