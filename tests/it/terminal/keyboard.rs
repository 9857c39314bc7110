//! Keys as terminals of many kinds send them, through the real program.

use std::time::Duration;

use super::window::Window;
use super::{PAGE_A, holds, in_a_job, is_whole, play};
use crate::commands::Workshop;

#[test]
fn what_a_terminal_answers_to_somebody_else_is_neither_typing_nor_a_barcode() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    let answers = "\u{1b}]11;rgb:1e1e/1e1e/1e1e\u{1b}\\\u{1b}[>0;276;0c\u{1b}[?62;22c\u{1b}P>|term 1\u{1b}\\\u{1b}[24;80R\u{1b}[O";
    window.press(&format!("12{answers}.5"));
    window.sees("12.5");
    window.press("\r");
    window.is_at("Radio on arrival");
    window.press(answers);
    // the next key is read, and so is all that came before it
    window.press("1");
    window.is_at("Plate");
    assert!(!window.text().contains("barcode"), "{}", window.text());
    holds(&place, &["answer arrival-volts num 12.5 V", "answer arrival plays"]);
}

#[test]
fn esc_and_a_digit_in_one_read_are_two_keys() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    window.press("\u{1b}1");
    window.sees("Say why it could not be measured");
}

#[test]
fn a_backspace_may_come_as_ctrl_h_and_a_keypad_in_sequences() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    window.press("12.9\u{8}\u{1b}Ou");
    window.sees("12.5");
    window.press("\u{1b}OM");
    window.is_at("Radio on arrival");
    window.press("\u{1b}Oq");
    window.is_at("Plate");
    holds(&place, &["answer arrival-volts num 12.5 V", "answer arrival plays"]);
}

#[test]
fn ctrl_c_leaves_a_paste_that_has_no_end() {
    let place = Workshop::new();
    let mut window = in_a_job(&place);
    let shown = play(&mut window, &PAGE_A[..2]);
    window.is_at("Plate");
    window.press("\u{1b}[200~AB12");
    // the key comes by itself, and not with the last bytes of the paste
    std::thread::sleep(Duration::from_millis(300));
    window.press("\u{3}");
    let ended = window.ends();
    assert!(ended.status.success(), "{:?}", ended.status);
    is_whole(&ended);
    holds(&place, &shown);
}

#[test]
fn caps_lock_and_another_layout_work_and_a_key_that_means_nothing_is_told() {
    let place = Workshop::new();
    let mut window = Window::open(&place, &[]);
    window.sees("No job is open");
    window.press("ß");
    window.sees("ß means nothing here");
    // a key that means nothing may begin a text: what a person presses comes later
    std::thread::sleep(Duration::from_millis(250));
    // a Russian keyboard has this letter where the n is
    window.press("т");
    window.sees("Technician");
    window.press("\u{1b}");
    window.sees("Enter takes it");
    window.press("\u{1b}");
    window.sees("No job is open");
    window.press("Q");
    assert!(window.ends().status.success());
}
