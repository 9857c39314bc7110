//! The end of the file that is written to: the part known to be sound, and rows that were added since.

use std::io::{self, Read, Seek, SeekFrom};

use super::disk::Disk;
use crate::journal::format::column::BadRow;
use crate::journal::format::file_event::Opened;
use crate::journal::format::file_name::FileName;
use crate::journal::format::row::Row;
use crate::journal::format::row_ref::RowRef;
use crate::journal::format::seal::{SEAL_HEX_BYTES, Seal};
use crate::journal::read::lines::Lines;
use crate::journal::read::survey::{Head, Survey, Torn, survey};

/// The sound end of a file.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    pub file: FileName,
    /// The offset of the next row.
    pub len: u64,
    pub head: Head,
    pub opened: Opened,
}

/// The state of a file.
#[derive(Debug)]
pub(super) enum FileState {
    /// Whole rows to its end.
    Sound,
    /// An unfinished row after the whole ones.
    Torn(Torn),
    /// Re-saved, changed, cut, forked: nobody's to write to any more.
    Damaged,
    /// In a format that this version doesn't know.
    Newer(u32),
}

/// A file of a [`Disk`] as something to read from.
pub(super) struct DiskFile<'a, D: ?Sized> {
    disk: &'a mut D,
    name: String,
    offset: u64,
}

impl<'a, D: Disk + ?Sized> DiskFile<'a, D> {
    pub fn new(disk: &'a mut D, file: FileName, offset: u64) -> Self {
        Self { disk, name: file.to_string(), offset }
    }
}

impl<D: Disk + ?Sized> Read for DiskFile<'_, D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.disk.read(&self.name, self.offset, buffer.len())?;
        buffer[..bytes.len()].copy_from_slice(&bytes);
        self.offset += bytes.len() as u64;
        Ok(bytes.len())
    }
}

impl<D: Disk + ?Sized> Seek for DiskFile<'_, D> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.offset = match to {
            SeekFrom::Start(offset) => offset,
            SeekFrom::Current(by) => self.offset.saturating_add_signed(by),
            SeekFrom::End(by) => self.disk.len(&self.name)?.saturating_add_signed(by),
        };
        Ok(self.offset)
    }
}

/// Walks over a whole file.
pub(super) fn walk(
    disk: &mut (impl Disk + ?Sized),
    file: FileName,
    visit: &mut dyn FnMut(&RowRef<'_>, Seal),
) -> io::Result<Survey> {
    survey(DiskFile::new(disk, file, 0), &mut |seen| visit(&seen.row, seen.seal))
}

/// The state of a file after a walk, and its end if it can be continued.
pub(super) fn state_of(file: FileName, survey: &Survey) -> (Option<Tail>, FileState) {
    if let Some(format) = survey.newer_format() {
        return (None, FileState::Newer(format));
    }
    if !survey.is_sound() {
        return (None, FileState::Damaged);
    }
    let len = survey.torn.map_or(survey.len, |torn| torn.offset);
    let tail = survey.head.zip(survey.opened.clone()).map(|(head, opened)| Tail { file, len, head, opened });
    (tail, survey.torn.map_or(FileState::Sound, FileState::Torn))
}

impl Tail {
    /// Rows behind it, one after the other: their lines, and each with its seal.
    pub fn sealed(&self, rows: Vec<Row>) -> Result<(String, Vec<(Row, Seal)>), BadRow> {
        let (mut lines, mut lead, mut sealed) = (String::new(), self.lead(), Vec::with_capacity(rows.len()));
        for row in rows {
            let (line, seal) = row.seal(lead.as_bytes())?;
            lines.push_str(&line);
            lead = seal.hex();
            sealed.push((row, seal));
        }
        Ok((lines, sealed))
    }

    /// Cuts what a failed write left behind it. False when it isn't all ours.
    pub fn cut_back(&self, disk: &mut dyn Disk, ours: &[u8]) -> io::Result<bool> {
        let name = self.file.to_string();
        let left = disk.read(&name, self.len, ours.len() + 1)?;
        let is_ours = ours.starts_with(&left) || (left.len() <= ours.len() && left.iter().all(|&b| b == 0));
        if is_ours {
            disk.truncate(&name, self.len)?;
        }
        Ok(is_ours)
    }

    /// True when the file ends with its last row and `ours` after it, and nothing else.
    pub fn is_untouched(&self, disk: &mut dyn Disk, ours: &[u8]) -> io::Result<bool> {
        let after = disk.read(&self.file.to_string(), self.len, ours.len() + 1)?;
        Ok(after == ours && self.is_still_there(disk)?)
    }

    /// The seal before the next row, as it stands in the file.
    pub fn lead(&self) -> String {
        self.head.seal.hex()
    }

    /// True when the file still ends, at the least, with the row it ended with when it was looked at last.
    pub fn is_still_there(&self, disk: &mut (impl Disk + ?Sized)) -> io::Result<bool> {
        let end = SEAL_HEX_BYTES as u64 + 1;
        let bytes = disk.read(&self.file.to_string(), self.len.saturating_sub(end), SEAL_HEX_BYTES + 1)?;
        Ok(bytes == format!("{}\n", self.head.seal).as_bytes())
    }

    /// Reads and checks what was added, and moves on to the last row that is whole and sound.
    pub fn read_on(
        &mut self,
        disk: &mut (impl Disk + ?Sized),
        visit: &mut dyn FnMut(&RowRef<'_>, Seal),
    ) -> io::Result<FileState> {
        let mut lines = Lines::in_the_middle(DiskFile::new(disk, self.file, self.len));
        while let Some(line) = lines.next_line()? {
            if line.is_torn() {
                return Ok(FileState::Torn(Torn { offset: self.len, bytes: line.len, is_after_opening: true }));
            }
            let Some(body) = line.bytes.len().checked_sub(SEAL_HEX_BYTES + 1).map(|end| &line.bytes[..end]) else {
                return Ok(FileState::Damaged);
            };
            match RowRef::decode(line.bytes) {
                Ok((row, seal)) if row.seq == self.head.seq + 1 && Seal::over(self.lead().as_bytes(), body) == seal => {
                    visit(&row, seal);
                    self.len += line.len;
                    self.head = Head { seq: row.seq, seal, time: row.time };
                }
                _ => return Ok(FileState::Damaged),
            }
        }
        Ok(FileState::Sound)
    }
}
