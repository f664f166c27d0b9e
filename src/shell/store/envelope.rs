//! The document file's outside: magic bytes, format, checksum, a short head, a compressed image; knows not what is in it.

use super::error::{Damage, StoreError};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

const MAGIC: &[u8; 8] = b"TRBWISE\n";
/// What this program writes. The outside itself never changes, so that every program can check every file.
pub(super) const FORMAT: u32 = 1;
const HASH_AT: usize = 24;
const PREFIX_BYTES: usize = HASH_AT + blake3::OUT_LEN;
const MAX_HEAD_BYTES: u32 = 1 << 20;
const PIECE_BYTES: usize = 1 << 18;

/// What a document says of itself without being unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub project_id: String,
    /// Counts the edits of the project; orders versions whatever the clock says.
    pub changes: u64,
    /// When it was written, as the clock said.
    pub written_on: String,
    /// Length of the unpacked image.
    pub image_bytes: u64,
}

/// A checked document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    pub head: Head,
    /// BLAKE3 over everything else in the file; names its content.
    pub hash: String,
    pub file_bytes: u64,
    payload_at: u64,
}

/// Layout: magic (8), format (4, little endian), head length (4), payload length (8), BLAKE3 (32) over all the rest,
/// head (JSON), payload (zstd).
fn prefix(head_bytes: u32, payload_bytes: u64) -> [u8; HASH_AT] {
    let mut prefix = [0; HASH_AT];
    prefix[..8].copy_from_slice(MAGIC);
    prefix[8..12].copy_from_slice(&FORMAT.to_le_bytes());
    prefix[12..16].copy_from_slice(&head_bytes.to_le_bytes());
    prefix[16..].copy_from_slice(&payload_bytes.to_le_bytes());
    prefix
}

/// Writes a whole document into an empty file and gives the hash that names it. Does not sync.
pub(super) fn write(to: &mut File, head: &Head, image: &mut File) -> io::Result<String> {
    let head = serde_json::to_vec(head)?;
    let n_head = u32::try_from(head.len()).map_err(io::Error::other)?;
    let payload_at = (PREFIX_BYTES + head.len()) as u64;
    to.seek(SeekFrom::Start(payload_at))?;
    let mut encoder = zstd::Encoder::new(&mut *to, 3)?;
    io::copy(&mut BufReader::with_capacity(PIECE_BYTES, image), &mut encoder)?;
    encoder.finish()?.flush()?;
    let end = to.stream_position()?;
    let start = prefix(n_head, end - payload_at);
    let mut hasher = blake3::Hasher::new();
    hasher.update(&start).update(&head);
    to.seek(SeekFrom::Start(payload_at))?;
    hash_rest(to, &mut hasher)?;
    let hash = hasher.finalize();
    to.rewind()?;
    to.write_all(&start)?;
    to.write_all(hash.as_bytes())?;
    to.write_all(&head)?;
    Ok(hash.to_hex().to_string())
}

fn hash_rest(file: &mut File, hasher: &mut blake3::Hasher) -> io::Result<u64> {
    let mut piece = vec![0; PIECE_BYTES];
    let mut n_bytes = 0;
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(n_bytes),
            n => {
                hasher.update(&piece[..n]);
                n_bytes += n as u64;
            }
        }
    }
}

/// Reads every byte and compares with the checksum.
pub(super) fn check(path: &Path) -> Result<Checked, StoreError> {
    let mut file = File::open(path).map_err(|error| StoreError::io(path, &error))?;
    check_open(&mut file, path)
}

fn check_open(file: &mut File, path: &Path) -> Result<Checked, StoreError> {
    let damaged = |damage| StoreError::damaged(path, damage);
    let refuse = |error: io::Error| StoreError::io(path, &error);
    let file_bytes = file.metadata().map_err(refuse)?.len();
    let mut start = [0; PREFIX_BYTES];
    if read_full(file, &mut start).map_err(refuse)? < PREFIX_BYTES {
        let is_ours = start.starts_with(MAGIC);
        return Err(damaged(if is_ours { Damage::Length } else { Damage::OtherKind }));
    }
    if !start.starts_with(MAGIC) {
        return Err(damaged(Damage::OtherKind));
    }
    let (before, stored_hash) = start.split_at(HASH_AT);
    let number =
        |range: std::ops::Range<usize>| before[range].iter().rev().fold(0_u64, |sum, &byte| sum << 8 | u64::from(byte));
    let (format, n_head, n_payload) = (number(8..12) as u32, number(12..16) as u32, number(16..24));
    let expected = (PREFIX_BYTES as u64 + u64::from(n_head)).checked_add(n_payload);
    if n_head > MAX_HEAD_BYTES || expected != Some(file_bytes) {
        return Err(damaged(Damage::Length));
    }
    let mut head = vec![0; n_head as usize];
    file.read_exact(&mut head).map_err(refuse)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(&head);
    let payload_read = hash_rest(file, &mut hasher).map_err(refuse)?;
    let hash = hasher.finalize();
    if payload_read != n_payload || hash.as_bytes() != stored_hash {
        return Err(damaged(Damage::Checksum));
    }
    if format != FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), format });
    }
    let head = serde_json::from_slice(&head).map_err(|_| damaged(Damage::Content))?;
    let payload_at = file_bytes - n_payload;
    Ok(Checked { head, hash: hash.to_hex().to_string(), file_bytes, payload_at })
}

/// Checks a document and unpacks its image into an empty file, all from one opened file, so that what is unpacked is
/// what was checked even if the document is replaced meanwhile. Syncs what it made.
pub(super) fn unpack(path: &Path, to: &mut File, to_path: &Path) -> Result<Checked, StoreError> {
    let refuse = |error: io::Error| StoreError::io(path, &error);
    let mut file = File::open(path).map_err(refuse)?;
    let checked = check_open(&mut file, path)?;
    file.seek(SeekFrom::Start(checked.payload_at)).map_err(refuse)?;
    let damaged = |_| StoreError::damaged(path, Damage::Content);
    let decoder = zstd::Decoder::new(file).map_err(damaged)?;
    // One byte more than announced shows a file that would unpack into anything.
    let mut limited = decoder.take(checked.head.image_bytes.saturating_add(1));
    let n_bytes = copy(&mut limited, to).map_err(|failed| match failed {
        CopyFailed::Reading(error) => damaged(error),
        CopyFailed::Writing(error) => StoreError::io(to_path, &error),
    })?;
    if n_bytes != checked.head.image_bytes {
        return Err(StoreError::damaged(path, Damage::Content));
    }
    to.sync_all().map_err(|error| StoreError::io(to_path, &error))?;
    Ok(checked)
}

enum CopyFailed {
    Reading(io::Error),
    Writing(io::Error),
}

fn copy(from: &mut impl Read, to: &mut File) -> Result<u64, CopyFailed> {
    let mut piece = vec![0; PIECE_BYTES];
    let mut n_bytes = 0;
    loop {
        let n = from.read(&mut piece).map_err(CopyFailed::Reading)?;
        if n == 0 {
            return Ok(n_bytes);
        }
        to.write_all(&piece[..n]).map_err(CopyFailed::Writing)?;
        n_bytes += n as u64;
    }
}

fn read_full(file: &mut File, to: &mut [u8]) -> io::Result<usize> {
    let mut n = 0;
    while n < to.len() {
        match file.read(&mut to[n..])? {
            0 => break,
            more => n += more,
        }
    }
    Ok(n)
}
