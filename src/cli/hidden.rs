//! Lines that are typed and not shown: PINs and badges; and cards that are held to a reader in their place.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Duration;

use super::line::bounded;
use super::tell;
use crate::domain::{People, Secret};
use crate::runner::cards::held_card;
use crate::tui::hidden::read_hidden;
use crate::words::PlainWords;

/// What is typed for a card: shorter than any PIN.
const CARD: &str = "/c";
/// How long somebody has to hold it there.
const CARD_WITHIN: Duration = Duration::from_secs(30);

/// Asks for the PIN or the badge of one of the people, and says what Enter alone means; where they have a card reader, [`CARD`] has a card
/// read. `None` at the end of the input, or where somebody leaves.
pub(super) fn pin_or_badge(
    people: &People,
    words: &PlainWords,
    prompt: &str,
    enter: &str,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<Option<Secret>> {
    let card = if people.has_card_reader { words.get("desk-or-card") } else { "" };
    let prompt = format!("{prompt}{card}{enter}");
    loop {
        let typed = hidden(&prompt, input, out)?;
        let is_card = people.has_card_reader && typed == Some(Secret::new(CARD));
        if !is_card {
            return Ok(typed);
        }
        if let Some(card) = card_held(words, out)? {
            return Ok(Some(card));
        }
    }
}

/// Has a card held to the reader; says what is in the way. `None` where none was held there in time.
pub(super) fn card_held(words: &PlainWords, out: &mut dyn Write) -> io::Result<Option<Secret>> {
    writeln!(out, "{}", words.say("desk-hold-card", &[("n", &CARD_WITHIN.as_secs().to_string())]))?;
    out.flush()?;
    let card = held_card(CARD_WITHIN, &|why| tell(&format!("precheck: {why}")));
    if card.is_none() {
        tell("precheck: no card was read");
    }
    Ok(card)
}

/// Asks for a PIN or a badge; nothing is shown while it is typed at a terminal. `None` at the end of the input, or where somebody
/// leaves.
pub(super) fn hidden(prompt: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<Option<Secret>> {
    let prompt = format!("{prompt}> ");
    if !io::stdin().is_terminal() {
        write!(out, "{prompt}")?;
        out.flush()?;
        return Ok(bounded(input)?.map(|line| Secret::new(&String::from_utf8_lossy(&line))));
    }
    let typed = read_hidden(&prompt, out);
    writeln!(out)?;
    typed
}
