use super::*;
use proptest::prelude::*;

const HOUR_MS: u64 = 60 * MINUTE_MS;

fn folder() -> (tempfile::TempDir, Folder, Zeroizing<[u8; 32]>) {
    let outer = tempfile::tempdir().unwrap();
    let folder = Folder::new(outer.path().to_owned());
    let key = Zeroizing::new([3; 32]);
    Attempts::create(&folder, &key).unwrap();
    (outer, folder, key)
}

#[test]
fn the_first_four_wait_for_nothing_then_each_longer_then_an_hour_for_ever() {
    let (_outer, folder, key) = folder();
    let mut now = 0;
    let mut waits = Vec::new();
    for _ in 0..12 {
        let mut attempts = Attempts::open(&folder, &key, now).unwrap();
        attempts.begin(now).unwrap();
        let wait = attempts.wait_ms(now).unwrap();
        waits.push(wait / 1_000);
        now += wait;
        assert_eq!(attempts.wait_ms(now).unwrap(), 0);
    }

    assert_eq!(waits, [0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600, 3600, 3600]);
}

#[test]
fn waiting_uses_nothing_up() {
    let (_outer, folder, key) = folder();
    let mut attempts = Attempts::open(&folder, &key, 0).unwrap();
    for _ in 0..5 {
        attempts.begin(1_000).unwrap();
    }
    for second in 1..30 {
        assert!(0 < attempts.wait_ms(second * 1_000).unwrap());
    }

    assert_eq!(attempts.failures(), 5);
}

#[test]
fn a_restart_starts_the_wait_anew_and_it_only_gets_shorter_from_there() {
    let (_outer, folder, key) = folder();
    let mut attempts = Attempts::open(&folder, &key, 0).unwrap();
    for _ in 0..9 {
        attempts.begin(HOUR_MS / 2).unwrap();
    }
    let mut after_restart = Attempts::open(&folder, &key, 5).unwrap();

    let mut last = HOUR_MS + 1;
    for uptime in (5..HOUR_MS + 5).step_by(60_000) {
        let wait = after_restart.wait_ms(uptime).unwrap();
        assert!(wait < last);
        last = wait;
    }
    assert_eq!(after_restart.wait_ms(HOUR_MS + 5).unwrap(), 0);
}

#[test]
fn the_right_pin_ends_all_waiting() {
    let (_outer, folder, key) = folder();
    let mut attempts = Attempts::open(&folder, &key, 0).unwrap();
    for _ in 0..7 {
        attempts.begin(0).unwrap();
    }
    attempts.succeeded().unwrap();

    let mut again = Attempts::open(&folder, &key, 0).unwrap();

    assert_eq!((again.failures(), again.wait_ms(0).unwrap()), (0, 0));
}

#[test]
fn a_counter_taken_away_edited_or_of_another_device_means_the_longest_wait_not_a_lock_out() {
    let taken_away = |folder: &Folder| fs::remove_file(folder.attempts()).unwrap();
    let emptied = |folder: &Folder| fs::write(folder.attempts(), b"").unwrap();
    let edited = |folder: &Folder| {
        let mut bytes = fs::read(folder.attempts()).unwrap();
        bytes[8] ^= 1;
        fs::write(folder.attempts(), bytes).unwrap();
    };
    let of_another = |folder: &Folder| Attempts::create(folder, &[9; 32]).unwrap();
    let ways: [&dyn Fn(&Folder); 4] = [&taken_away, &emptied, &edited, &of_another];
    for spoil in ways {
        let (_outer, folder, key) = folder();
        spoil(&folder);

        let wait = Attempts::open(&folder, &key, 7_000).unwrap().wait_ms(7_000).unwrap();
        assert_eq!(wait, HOUR_MS);

        let mut later = Attempts::open(&folder, &key, 7_000 + HOUR_MS).unwrap();
        assert_eq!(later.wait_ms(7_000 + HOUR_MS).unwrap(), 0);
        later.succeeded().unwrap();
        assert_eq!(Attempts::open(&folder, &key, 0).unwrap().failures(), 0);
    }
}

#[test]
fn a_torn_write_leaves_the_count_before_it() {
    let (_outer, folder, key) = folder();
    let mut attempts = Attempts::open(&folder, &key, 0).unwrap();
    for _ in 0..6 {
        attempts.begin(0).unwrap();
    }
    let before = attempts.record;
    attempts.begin(0).unwrap();
    let sector = if attempts.record.generation.is_multiple_of(2) { 0 } else { SECTOR };
    let mut bytes = fs::read(folder.attempts()).unwrap();
    bytes[sector + 10..sector + RECORD].fill(0);
    fs::write(folder.attempts(), bytes).unwrap();

    assert_eq!(Attempts::open(&folder, &key, 0).unwrap().record, before);
}

#[derive(Debug, Clone)]
enum Step {
    Wait(u64),
    Try { killed: bool },
    Restart,
    Look,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..2 * HOUR_MS).prop_map(Step::Wait),
        (0..60_000_u64).prop_map(Step::Wait),
        any::<bool>().prop_map(|killed| Step::Try { killed }),
        Just(Step::Restart),
        Just(Step::Look),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is killed or restarted in between: between two tries lies at least the wait the first one earned.
    #[test]
    fn kills_and_restarts_never_shorten_a_wait(
        steps in prop::collection::vec(step(), 1..120),
        uptime_at_first in 0..2 * HOUR_MS,
    ) {
        let (_outer, folder, key) = folder();
        let (mut now, mut started) = (uptime_at_first, 0);
        let mut attempts = Attempts::open(&folder, &key, now).unwrap();
        let mut last_try = None;
        let mut tries = 0_u32;
        for step in steps {
            let uptime = now - started;
            match step {
                Step::Wait(ms) => now += ms,
                Step::Restart => {
                    started = now;
                    attempts = Attempts::open(&folder, &key, 0).unwrap();
                }
                Step::Look => {
                    attempts.wait_ms(uptime).unwrap();
                }
                Step::Try { killed } => {
                    if 0 < attempts.wait_ms(uptime).unwrap() {
                        continue;
                    }
                    if let Some(last) = last_try {
                        prop_assert!(wait_after_ms(tries) <= now - last, "{tries} tries");
                    }
                    attempts.begin(uptime).unwrap();
                    tries += 1;
                    last_try = Some(now);
                    if killed {
                        attempts = Attempts::open(&folder, &key, uptime).unwrap();
                    }
                    prop_assert_eq!(attempts.failures(), tries);
                }
            }
        }
    }
}
