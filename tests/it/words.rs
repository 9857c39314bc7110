//! Words are the same on every thread.

use precheck::domain::Word;

#[test]
fn words_of_all_threads_are_the_same() {
    let words = || (0..3000).map(|at| Word::new(&format!("word {}", at % 1500))).collect::<Vec<Word>>();
    let threads: Vec<_> = (0..3).map(|_| std::thread::spawn(words)).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), words());
    }
}
