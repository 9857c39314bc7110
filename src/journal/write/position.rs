//! The position up to which a station was read: its files in order, and the end of the last one.

use std::collections::HashMap;
use std::io;

use super::disk::Disk;
use super::tail::{self, DiskFile, FileState, Tail};
use crate::domain::JournalId;
use crate::journal::format::file_name::FileName;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::Seal;
use crate::journal::read::folder::in_order;
use crate::journal::read::survey::{Head, Torn, first_seq};

/// The place for the next row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextRow {
    /// Nothing was ever written.
    Empty,
    /// After the last row.
    Sound,
    /// After cutting what follows it.
    Torn(Torn),
    /// Into a new file: this one has no whole row 0. Its length.
    Headless(FileName, u64),
    /// Into a new file: this one is damaged.
    Damaged(FileName),
    /// Into a new file: this one was deleted or moved away.
    Missing(FileName),
    /// Nowhere: a newer version writes here.
    Newer(u32),
}

/// Is called for each row that is read.
pub(super) type Visit<'a> = &'a mut dyn FnMut(FileName, &RowRef<'_>, Seal);

/// The position up to which a station was read.
#[derive(Debug, Clone, Default)]
pub(super) struct Position {
    /// All files, in order, at the last look.
    pub files: Vec<FileName>,
    /// The end of the last file that was sound.
    pub tail: Option<Tail>,
    /// The last readable row, and the journal's id, whatever state its file is in.
    pub end: Option<(Head, JournalId)>,
    /// The first file whose rows were visited.
    pub first_walked: Option<FileName>,
    first_seqs: HashMap<FileName, u64>,
}

impl Position {
    /// Reads what was added since the last time, by whomever. The first time: the last file, or as far back as the
    /// row after `known`.
    pub fn catch_up(&mut self, disk: &mut dyn Disk, known: Option<u64>, visit: Visit<'_>) -> io::Result<NextRow> {
        self.files = self.list(disk)?;
        let mut next = NextRow::Empty;
        let mut from = 0;
        if let Some(tail) = self.tail.clone() {
            let place = self.files.iter().position(|file| *file == tail.file);
            (next, from) = match place {
                Some(at) => (self.read_on(disk, tail, visit)?, at + 1),
                // Removed or renamed: the chain goes on from what is remembered of it.
                None => (
                    NextRow::Missing(tail.file),
                    self.files.iter().take_while(|file| self.begins_before(**file, &tail)).count(),
                ),
            };
        } else if !self.files.is_empty() {
            from = self.first_to_walk(known);
        }
        for file in self.files.clone().into_iter().skip(from) {
            next = self.walk(disk, file, visit)?;
        }
        if matches!(next, NextRow::Headless(..) | NextRow::Damaged(_) | NextRow::Missing(_)) && self.end.is_none() {
            for file in self.files.clone().into_iter().take(from).rev() {
                self.walk(disk, file, visit)?;
                self.first_walked = Some(file);
                if self.end.is_some() {
                    break;
                }
            }
        }
        Ok(next)
    }

    fn begins_before(&self, file: FileName, tail: &Tail) -> bool {
        self.first_seqs.get(&file).is_some_and(|seq| *seq <= tail.head.seq)
    }

    /// The file in which the row after `known` is, if it is in any; else the last.
    fn first_to_walk(&self, known: Option<u64>) -> usize {
        let last = self.files.len() - 1;
        let Some(known) = known else { return last };
        let begins_later =
            |at: &usize| self.first_seqs.get(&self.files[*at]).is_none_or(|first| *first > known.saturating_add(1));
        let later = (0..=last).rev().take_while(begins_later).count();
        last.saturating_sub(later)
    }

    fn list(&mut self, disk: &mut dyn Disk) -> io::Result<Vec<FileName>> {
        let names = disk.list()?;
        let mut found = Vec::with_capacity(names.len());
        for name in names.iter().filter_map(|name| FileName::parse(name)) {
            let seq = match self.first_seqs.get(&name) {
                Some(seq) => Some(*seq),
                None => first_seq(DiskFile::new(disk, name, 0))?,
            };
            if let Some(seq) = seq {
                self.first_seqs.insert(name, seq);
            }
            found.push((name, seq));
        }
        Ok(in_order(found))
    }

    fn read_on(&mut self, disk: &mut dyn Disk, mut tail: Tail, visit: Visit<'_>) -> io::Result<NextRow> {
        let file = tail.file;
        let state = if tail.is_still_there(disk)? {
            tail.read_on(disk, &mut |row, seal| visit(file, row, seal))?
        } else {
            FileState::Damaged
        };
        self.end = Some((tail.head, tail.opened.id));
        self.tail = Some(tail.clone());
        Ok(match state {
            FileState::Sound => NextRow::Sound,
            FileState::Torn(torn) => NextRow::Torn(torn),
            FileState::Newer(format) => NextRow::Newer(format),
            FileState::Damaged => {
                // Others may have written more before the damage was done: the chain goes on from the last row that
                // can be read, or that is remembered.
                self.walk(disk, file, visit)?;
                self.tail = Some(tail);
                NextRow::Damaged(file)
            }
        })
    }

    fn walk(&mut self, disk: &mut dyn Disk, file: FileName, visit: Visit<'_>) -> io::Result<NextRow> {
        let survey = tail::walk(disk, file, &mut |row, seal| visit(file, row, seal))?;
        self.first_walked.get_or_insert(file);
        let id = survey.opened.as_ref().map(|opened| opened.id);
        let id = id.or_else(|| self.end.as_ref().map(|(_, id)| *id));
        let is_later = |head: &Head| self.end.as_ref().is_none_or(|(end, _)| head.seq > end.seq);
        if let Some((head, id)) = survey.head.filter(is_later).zip(id) {
            self.end = Some((head, id));
        }
        let (tail, state) = tail::state_of(file, &survey);
        if tail.is_some() {
            self.tail = tail;
        }
        Ok(match state {
            FileState::Sound => NextRow::Sound,
            FileState::Torn(torn) if torn.is_after_opening => NextRow::Torn(torn),
            FileState::Torn(torn) => NextRow::Headless(file, torn.bytes),
            FileState::Damaged => NextRow::Damaged(file),
            FileState::Newer(format) => NextRow::Newer(format),
        })
    }

    /// Moves on to a row that was written just now.
    pub fn advance(&mut self, head: Head, line_bytes: u64) {
        if let Some(tail) = &mut self.tail {
            tail.len += line_bytes;
            tail.head = head;
            self.end = Some((head, tail.opened.id));
        }
    }

    /// Moves on to a file that was made just now.
    pub fn move_to(&mut self, tail: Tail) {
        self.first_seqs.insert(tail.file, tail.head.seq);
        self.first_walked.get_or_insert(tail.file);
        self.files.push(tail.file);
        self.end = Some((tail.head, tail.opened.id));
        self.tail = Some(tail);
    }
}
