//! Unpacks a DEFLATE stream (RFC 1951), so that tests can read workbooks without another library; knows no archive.

/// Base and extra bits of the lengths 257 to 285, then of the distances.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn one(&mut self) -> usize {
        let bit = self.bytes[self.at / 8] >> (self.at % 8) & 1;
        self.at += 1;
        usize::from(bit)
    }

    fn take(&mut self, n: u8) -> usize {
        (0..n).fold(0, |value, place| value | self.one() << place)
    }
}

/// How many codes there are of each length, and the symbols in the order of their codes.
struct Codes {
    counts: [usize; 16],
    symbols: Vec<usize>,
}

impl Codes {
    fn new(lengths: &[u8]) -> Codes {
        let mut counts = [0; 16];
        let mut symbols = Vec::new();
        for length in 1..16u8 {
            let of_length = lengths.iter().enumerate().filter(|(_, of)| **of == length).map(|(symbol, _)| symbol);
            let before = symbols.len();
            symbols.extend(of_length);
            counts[usize::from(length)] = symbols.len() - before;
        }
        Codes { counts, symbols }
    }

    fn next(&self, bits: &mut Bits<'_>) -> usize {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in &self.counts[1..] {
            code |= bits.one();
            if code < first + count {
                return self.symbols[index + code - first];
            }
            (index, first, code) = (index + count, (first + count) << 1, code << 1);
        }
        panic!("no such code");
    }
}

/// The unpacked bytes; panics where the stream is broken.
pub fn inflate(packed: &[u8]) -> Vec<u8> {
    let mut bits = Bits { bytes: packed, at: 0 };
    let mut out = Vec::new();
    loop {
        let is_last = bits.one() == 1;
        match bits.take(2) {
            0 => {
                let start = bits.at.div_ceil(8) + 4;
                let n = usize::from(u16::from_le_bytes([packed[start - 4], packed[start - 3]]));
                out.extend_from_slice(&packed[start..start + n]);
                bits.at = (start + n) * 8;
            }
            1 => {
                let lengths: Vec<u8> = [(8, 144), (9, 112), (7, 24), (8, 8)]
                    .iter()
                    .flat_map(|&(length, n)| std::iter::repeat_n(length, n))
                    .collect();
                block(&mut bits, &Codes::new(&lengths), &Codes::new(&[5; 30]), &mut out);
            }
            2 => {
                let (literals, distances) = tables(&mut bits);
                block(&mut bits, &literals, &distances, &mut out);
            }
            _ => panic!("no such kind of block"),
        }
        if is_last {
            return out;
        }
    }
}

fn tables(bits: &mut Bits<'_>) -> (Codes, Codes) {
    let (n_literals, n_distances, n_codes) = (bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4);
    let mut of_lengths = [0u8; 19];
    for &place in &ORDER[..n_codes] {
        of_lengths[place] = bits.take(3) as u8;
    }
    let codes = Codes::new(&of_lengths);
    let mut lengths: Vec<u8> = Vec::new();
    while lengths.len() < n_literals + n_distances {
        let (length, n) = match codes.next(bits) {
            16 => (*lengths.last().unwrap(), 3 + bits.take(2)),
            17 => (0, 3 + bits.take(3)),
            18 => (0, 11 + bits.take(7)),
            length => (length as u8, 1),
        };
        lengths.extend(std::iter::repeat_n(length, n));
    }
    (Codes::new(&lengths[..n_literals]), Codes::new(&lengths[n_literals..]))
}

fn block(bits: &mut Bits<'_>, literals: &Codes, distances: &Codes, out: &mut Vec<u8>) {
    loop {
        match literals.next(bits) {
            256 => return,
            byte if byte < 256 => out.push(byte as u8),
            symbol => {
                let (base, extra) = LENGTHS[symbol - 257];
                let n = usize::from(base) + bits.take(extra);
                let symbol = distances.next(bits);
                let extra = (symbol / 2).saturating_sub(1);
                let base = if symbol < 4 { symbol + 1 } else { ((2 + symbol % 2) << extra) + 1 };
                let back = base + bits.take(extra as u8);
                for _ in 0..n {
                    out.push(out[out.len() - back]);
                }
            }
        }
    }
}
