//! Gathers what arrives at the same time, so that one transaction serves many: group commit.
//!
//! Nobody waits for company. Whoever finds nobody at work begins at once, alone if need be; what arrives while a batch is at work is the next
//! batch. So a single request costs what it always cost, and the more there are, the more share a transaction.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;
use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

/// Which of those who wait are served next: their places, in rising order; at least one, and at most so many.
pub(crate) type Choose<I> = fn(&[&I], usize) -> Vec<usize>;

/// How much is gathered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GatherLimits {
    /// What is served together at most; 1 or more.
    pub(crate) batch_max: usize,
    /// What may wait. More is turned away at once, so that nobody waits for ever.
    pub(crate) waiting_max: usize,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum GatherError {
    /// Too many wait. Nothing was begun.
    #[error("too many wait already")]
    Full,
    /// The work ended without an answer; whether it was done is not known.
    #[error("the work ended without an answer")]
    Lost,
}

/// Queues that share it work one batch after the other, as fair as they come. Those whose transactions lock the same rows would only wait for
/// each other in the database; here what waits becomes a larger batch.
pub(crate) type Turn = Arc<tokio::sync::Mutex<()>>;

/// A queue in front of work that is done in batches, one batch at a time.
pub(crate) struct Gather<I, O> {
    limits: GatherLimits,
    choose: Choose<I>,
    turn: Turn,
    desk: Mutex<Desk<I, O>>,
}

struct Desk<I, O> {
    waiting: VecDeque<(I, oneshot::Sender<O>)>,
    is_at_work: bool,
}

impl<I, O> fmt::Debug for Gather<I, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gather")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// Who came first is served first.
pub(crate) fn in_order<I>(waiting: &[&I], max: usize) -> Vec<usize> {
    (0..waiting.len().min(max)).collect()
}

impl<I: Send + 'static, O: Send + 'static> Gather<I, O> {
    /// A queue of nobody, which waits for no other.
    pub(crate) fn new(limits: GatherLimits, choose: Choose<I>) -> Arc<Self> {
        Self::in_turn(limits, choose, &Turn::default())
    }

    /// A queue of nobody, which takes turns with others.
    pub(crate) fn in_turn(limits: GatherLimits, choose: Choose<I>, turn: &Turn) -> Arc<Self> {
        Arc::new(Self {
            limits,
            choose,
            turn: Arc::clone(turn),
            desk: Mutex::new(Desk {
                waiting: VecDeque::new(),
                is_at_work: false,
            }),
        })
    }

    /// Waits for the answer to one item. `work` takes a batch and gives one answer for each item, in their order; it goes on when whoever asked
    /// has gone away.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) async fn join<Work, Done>(self: &Arc<Self>, item: I, work: Work) -> Result<O, GatherError>
    where
        Work: Fn(Vec<I>) -> Done + Send + 'static,
        Done: Future<Output = Vec<O>> + Send + 'static,
    {
        let (answer, heard) = oneshot::channel();
        self.add(item, answer, work)?;
        heard.await.map_err(|_| GatherError::Lost)
    }

    /// Leaves an item to be done; nobody waits for the answer.
    pub(crate) fn leave<Work, Done>(self: &Arc<Self>, item: I, work: Work) -> Result<(), GatherError>
    where
        Work: Fn(Vec<I>) -> Done + Send + 'static,
        Done: Future<Output = Vec<O>> + Send + 'static,
    {
        let (answer, _) = oneshot::channel();
        self.add(item, answer, work)
    }

    fn add<Work, Done>(
        self: &Arc<Self>,
        item: I,
        answer: oneshot::Sender<O>,
        work: Work,
    ) -> Result<(), GatherError>
    where
        Work: Fn(Vec<I>) -> Done + Send + 'static,
        Done: Future<Output = Vec<O>> + Send + 'static,
    {
        let mut desk = self.desk();
        if desk.waiting.len() >= self.limits.waiting_max {
            return Err(GatherError::Full);
        }
        desk.waiting.push_back((item, answer));
        let was_at_work = std::mem::replace(&mut desk.is_at_work, true);
        drop(desk);
        if !was_at_work {
            let serving = Arc::clone(self).serve(work);
            tokio::spawn(serving.in_current_span().with_current_subscriber());
        }
        Ok(())
    }

    /// Serves batches until nobody waits.
    async fn serve<Work, Done>(self: Arc<Self>, work: Work)
    where
        Work: Fn(Vec<I>) -> Done + Send + 'static,
        Done: Future<Output = Vec<O>> + Send + 'static,
    {
        let at_work = AtWork(&self);
        loop {
            // Whoever is about to arrive may: it costs a turn of the scheduler, not time.
            tokio::task::yield_now().await;
            let turn = at_work.0.turn.lock().await;
            let Some((items, answers)) = at_work.0.next() else {
                break;
            };
            let done = work(items).await;
            drop(turn);
            // Whoever is answered may ask again at once, and begins anew then.
            let is_over = at_work.0.is_over();
            for (answer, done) in answers.into_iter().zip(done) {
                // Whoever asked may have gone away.
                let _ = answer.send(done);
            }
            if is_over {
                break;
            }
        }
    }

    /// How many wait for the next batch.
    pub(crate) fn waiting(&self) -> usize {
        self.desk().waiting.len()
    }

    /// Does nobody wait? Then nobody is at work from now on.
    fn is_over(&self) -> bool {
        let mut desk = self.desk();
        let is_over = desk.waiting.is_empty();
        desk.is_at_work = !is_over;
        is_over
    }

    /// The next batch. When nobody waits, nobody is at work from then on.
    fn next(&self) -> Option<(Vec<I>, Vec<oneshot::Sender<O>>)> {
        let mut desk = self.desk();
        if desk.waiting.is_empty() {
            desk.is_at_work = false;
            return None;
        }
        let max = self.limits.batch_max.max(1);
        if desk.waiting.len() <= max {
            return Some(desk.waiting.drain(..).unzip());
        }
        let items: Vec<&I> = desk.waiting.iter().map(|(item, _)| item).collect();
        let chosen = (self.choose)(&items, max);
        let mut chosen = chosen.into_iter().peekable();
        let mut taken = (Vec::with_capacity(max), Vec::with_capacity(max));
        let mut left = VecDeque::with_capacity(desk.waiting.len());
        for (place, (item, answer)) in desk.waiting.drain(..).enumerate() {
            if chosen.next_if_eq(&place).is_some() {
                taken.0.push(item);
                taken.1.push(answer);
            } else {
                left.push_back((item, answer));
            }
        }
        desk.waiting = left;
        Some(taken)
    }

    fn desk(&self) -> MutexGuard<'_, Desk<I, O>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody is at work. If that one panics, those who wait hear of it, and the next to arrive begins anew.
struct AtWork<'g, I: Send + 'static, O: Send + 'static>(&'g Gather<I, O>);

impl<I: Send + 'static, O: Send + 'static> Drop for AtWork<'_, I, O> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let mut desk = self.0.desk();
            desk.waiting.clear();
            desk.is_at_work = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use futures::future::join_all;

    use super::*;

    const LIMITS: GatherLimits = GatherLimits {
        batch_max: 10,
        waiting_max: 100,
    };

    /// Doubles numbers, and notes the sizes of the batches.
    fn doubling(
        sizes: &Arc<Mutex<Vec<usize>>>,
    ) -> impl Fn(Vec<u32>) -> futures::future::BoxFuture<'static, Vec<u32>> + Send + Clone + 'static {
        let sizes = Arc::clone(sizes);
        move |batch| {
            sizes.lock().unwrap().push(batch.len());
            Box::pin(async move {
                tokio::time::sleep(Duration::from_millis(60)).await;
                batch.into_iter().map(|number| number * 2).collect()
            })
        }
    }

    #[tokio::test]
    async fn what_arrives_meanwhile_is_the_next_batch_and_everybody_gets_their_own_answer() {
        let (queue, sizes) = (Gather::new(LIMITS, in_order), Arc::default());
        let first = {
            let (queue, work) = (Arc::clone(&queue), doubling(&sizes));
            tokio::spawn(async move { queue.join(7, work).await })
        };
        tokio::time::sleep(Duration::from_millis(10)).await;
        let others = (0..25).map(|number| queue.join(number, doubling(&sizes)));
        let others: Vec<u32> = join_all(others).await.into_iter().map(Result::unwrap).collect();
        assert_eq!(first.await.unwrap(), Ok(14));
        assert_eq!(others, (0..25).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(*sizes.lock().unwrap(), [1, 10, 10, 5]);
    }

    #[tokio::test]
    async fn more_than_may_wait_is_turned_away_at_once() {
        let limits = GatherLimits {
            batch_max: 1,
            waiting_max: 3,
        };
        let (queue, sizes) = (Gather::new(limits, in_order), Arc::default());
        let all = join_all((0..5).map(|number| queue.join(number, doubling(&sizes)))).await;
        let turned_away = all.iter().filter(|answer| **answer == Err(GatherError::Full));
        assert_eq!(turned_away.count(), 2);
        assert_eq!(queue.join(1, doubling(&sizes)).await, Ok(2));
    }

    #[tokio::test]
    async fn who_goes_away_is_served_all_the_same() {
        let (queue, sizes) = (Gather::new(LIMITS, in_order), Arc::<Mutex<Vec<usize>>>::default());
        let gone = tokio::time::timeout(Duration::from_millis(1), queue.join(1, doubling(&sizes))).await;
        assert!(gone.is_err());
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(*sizes.lock().unwrap(), [1]);
        assert_eq!(queue.join(2, doubling(&sizes)).await, Ok(4));
    }

    #[tokio::test]
    async fn after_a_panic_those_who_wait_hear_of_it_and_the_next_is_served() {
        let queue: Arc<Gather<u32, u32>> = Gather::new(LIMITS, in_order);
        let times = Arc::new(AtomicUsize::new(0));
        let work = {
            let times = Arc::clone(&times);
            move |batch: Vec<u32>| {
                let is_first = times.fetch_add(1, Ordering::Relaxed) == 0;
                async move {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    assert!(!is_first, "the first batch fails");
                    batch
                }
            }
        };
        let both = join_all([queue.join(1, work.clone()), queue.join(2, work.clone())]).await;
        assert_eq!(both, [Err(GatherError::Lost), Err(GatherError::Lost)]);
        assert_eq!(queue.join(3, work).await, Ok(3));
    }

    #[tokio::test]
    async fn queues_that_take_turns_are_never_at_work_together() {
        let turn = Turn::default();
        let at_once = Arc::new(AtomicUsize::new(0));
        let work = || {
            let at_once = Arc::clone(&at_once);
            move |batch: Vec<u32>| {
                let at_once = Arc::clone(&at_once);
                async move {
                    assert_eq!(at_once.fetch_add(1, Ordering::SeqCst), 0);
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    at_once.fetch_sub(1, Ordering::SeqCst);
                    batch
                }
            }
        };
        let one = Gather::in_turn(LIMITS, in_order, &turn);
        let two = Gather::in_turn(LIMITS, in_order, &turn);
        let of_one = join_all((0..25).map(|number| one.join(number, work())));
        let of_two = join_all((0..25).map(|number| two.join(number, work())));
        let (of_one, of_two) = tokio::join!(of_one, of_two);
        assert!(of_one.iter().chain(&of_two).all(Result::is_ok));
        assert_eq!((one.waiting(), two.waiting()), (0, 0));
    }

    #[tokio::test]
    async fn whoever_chooses_is_obeyed() {
        let limits = GatherLimits {
            batch_max: 2,
            ..LIMITS
        };
        // The largest numbers first.
        let largest = |waiting: &[&u32], max: usize| {
            let mut places: Vec<usize> = (0..waiting.len()).collect();
            places.sort_by_key(|place| std::cmp::Reverse(waiting[*place]));
            places.truncate(max);
            places.sort_unstable();
            places
        };
        let queue = Gather::new(limits, largest);
        let served = Arc::new(Mutex::new(Vec::new()));
        let work = {
            let served = Arc::clone(&served);
            move |batch: Vec<u32>| {
                served.lock().unwrap().extend(batch.iter().copied());
                async move { batch }
            }
        };
        join_all([4, 1, 3, 2, 5].map(|number| queue.join(number, work.clone()))).await;
        assert_eq!(*served.lock().unwrap(), [4, 5, 3, 2, 1]);
    }
}
