//! Whatever key is held, at whatever rate a keyboard repeats, it answers one item.

use precheck::tui::input::InputQueue;
use precheck::tui::key::{Key, KeyKind};
use proptest::prelude::*;

use super::{Bench, read};

impl Bench {
    /// Lets so much time pass, and takes in the keys that come to effect.
    fn let_pass(&mut self, input: &mut InputQueue, ms: i64) {
        let target = self.now.tick_ms + ms;
        loop {
            let wake =
                input.deadline_ms().map(|at_ms| at_ms.max(self.now.tick_ms + 1)).filter(|at_ms| *at_ms <= target);
            let at_ms = wake.unwrap_or(target);
            self.now.wall += chrono::TimeDelta::milliseconds(at_ms - self.now.tick_ms);
            self.now.tick_ms = at_ms;
            while let Some(event) = input.next(&self.state, at_ms) {
                self.happen(event);
            }
            if wake.is_none() {
                return;
            }
        }
    }

    /// What is on the disk: a job that is opened brings its rows into the state.
    fn rows(&self) -> usize {
        read(&self.disk).facts.len()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn a_held_key_answers_one_item_at_any_rate(
        rate_ms in 30_i64..=120,
        late_ms in prop::collection::vec(0_i64..=12, 24),
        delay_ms in 200_i64..=1000,
        kind in 0_usize..3,
        steps in 3_usize..45,
        key in prop::sample::select(vec![Key::Char('1'), Key::Char('2'), Key::Enter, Key::Char('c')]),
    ) {
        let mut bench = Bench::new(kind);
        (0..steps).for_each(|_| bench.sensible());
        let mut input = InputQueue::default();
        bench.let_pass(&mut input, 5_000);
        let before = bench.rows();
        input.push_key(key, KeyKind::Press, bench.now.tick_ms);
        bench.let_pass(&mut input, delay_ms);
        for late_ms in late_ms {
            input.push_key(key, KeyKind::Press, bench.now.tick_ms);
            bench.let_pass(&mut input, rate_ms + late_ms);
        }
        bench.let_pass(&mut input, 2_000);
        let rows = bench.rows() - before;
        prop_assert!(rows <= 1, "{rows} rows of one key, every {rate_ms} ms after {delay_ms} ms");
    }
}
