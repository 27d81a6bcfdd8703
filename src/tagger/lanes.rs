//! Products of eight rows of 16-bit numbers with a few vectors. Two numbers of each row are multiplied with two of a vector and added
//! up in one instruction where there is one: WebAssembly's for four rows, AVX2's for eight. All versions give the same sums.

/// Eight 16-bit numbers.
pub type Lanes = [i16; 8];
/// Two numbers of each of eight rows, row by row.
pub type Column = [i16; 16];
/// Rows that are multiplied at once.
pub const ROWS: usize = 8;
/// Most vectors that are worth multiplying at once: their sums stay in the machine's registers.
pub const VECTORS: usize = 4;
/// For each of `N` vectors the sums of the eight rows.
pub type Sums<const N: usize> = [[i32; ROWS]; N];

/// Packs `numbers` eight by eight, the last eight filled up with zeros.
pub fn pack(numbers: impl IntoIterator<Item = i16>, into: &mut Vec<Lanes>) {
    let (mut packed, mut count) = ([0; 8], 0);
    for number in numbers {
        packed[count] = number;
        count += 1;
        if count == 8 {
            into.push(packed);
            (packed, count) = ([0; 8], 0);
        }
    }
    if count > 0 {
        into.push(packed);
    }
}

/// The numbers of `vectors` two by two, as many pairs as there are columns.
#[inline(always)]
fn pairs<'a, const N: usize>(columns: &[Column], vectors: [&'a [Lanes]; N]) -> [&'a [[i16; 2]]; N] {
    vectors.map(|vector| &vector.as_flattened().as_chunks::<2>().0[..columns.len()])
}

/// The products of eight rows, given as `columns`, with each of a few vectors of their length.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
pub fn products<const N: usize>(columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N> {
    let vectors = pairs(columns, vectors);
    let mut sums = [[0; ROWS]; N];
    for (at, column) in columns.iter().enumerate() {
        for (sums, vector) in sums.iter_mut().zip(vectors) {
            let pair = vector[at];
            for (sum, weights) in sums.iter_mut().zip(column.as_chunks::<2>().0) {
                *sum += i32::from(weights[0]) * i32::from(pair[0]) + i32::from(weights[1]) * i32::from(pair[1]);
            }
        }
    }
    sums
}

/// The products of eight rows, given as `columns`, with each of a few vectors of their length. Engines compile a function as a whole,
/// and only in a small one do all the sums stay in registers.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(never)]
pub fn products<const N: usize>(columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N> {
    use std::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat};

    let vectors = pairs(columns, vectors);
    let (mut low, mut high) = ([i32x4_splat(0); N], [i32x4_splat(0); N]);
    for (at, column) in columns.iter().enumerate() {
        let halves = column.as_chunks::<8>().0;
        let (first, second) = (load(&halves[0]), load(&halves[1]));
        for of in 0..N {
            let pair = splat(&vectors[of][at]);
            low[of] = i32x4_add(low[of], i32x4_dot_i16x8(first, pair));
            high[of] = i32x4_add(high[of], i32x4_dot_i16x8(second, pair));
        }
    }
    std::array::from_fn(|of| numbers(low[of], high[of]))
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn load(&[a, b, c, d, e, f, g, h]: &Lanes) -> std::arch::wasm32::v128 {
    std::arch::wasm32::i16x8(a, b, c, d, e, f, g, h)
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn splat(&[first, second]: &[i16; 2]) -> std::arch::wasm32::v128 {
    std::arch::wasm32::i32x4_splat(i32::from(first as u16) | i32::from(second) << 16)
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline(always)]
fn numbers(low: std::arch::wasm32::v128, high: std::arch::wasm32::v128) -> [i32; ROWS] {
    use std::arch::wasm32::i32x4_extract_lane as lane;

    let (a, b) = (low, high);
    [lane::<0>(a), lane::<1>(a), lane::<2>(a), lane::<3>(a), lane::<0>(b), lane::<1>(b), lane::<2>(b), lane::<3>(b)]
}

/// [`products`] on a machine with AVX2. Written without closures and array adaptors, which would not be compiled for it.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn products_avx2<const N: usize>(machine: pulp::x86::V3, columns: &[Column], vectors: [&[Lanes]; N]) -> Sums<N> {
    use pulp::bytemuck::cast;
    use std::arch::x86_64::__m256i;

    let (avx, avx2) = (machine.avx, machine.avx2);
    let vectors = pairs(columns, vectors);
    let mut sums = [avx._mm256_setzero_si256(); N];
    for (at, column) in columns.iter().enumerate() {
        let weights: __m256i = cast(*column);
        for of in 0..N {
            let products = avx2._mm256_madd_epi16(weights, avx._mm256_set1_epi32(cast(vectors[of][at])));
            sums[of] = avx2._mm256_add_epi32(sums[of], products);
        }
    }
    let mut numbers = [[0; ROWS]; N];
    for of in 0..N {
        numbers[of] = cast(sums[of]);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_numbers() {
        let number = |row: usize, at: usize| ((at as i32 * 37 + row as i32 * 101) % 4001 - 2000) as i16;
        let vector = |row: usize| {
            let mut lanes = Vec::new();
            pack((0..20).map(|at| number(row, at)), &mut lanes);
            lanes
        };
        let column = |at: usize| std::array::from_fn(|index| if at < 10 { number(index / 2, at * 2 + index % 2) } else { 0 });
        let columns: Vec<Column> = (0..12).map(column).collect();
        let vectors = [vector(11), vector(12), vector(13), vector(14)];
        let vectors = vectors.each_ref().map(Vec::as_slice);
        let expected = |a: usize, b: usize| (0..20).map(|at| i32::from(number(a, at)) * i32::from(number(b, at))).sum::<i32>();
        let expected: Sums<4> = std::array::from_fn(|of| std::array::from_fn(|row| expected(11 + of, row)));
        assert_eq!(products(&columns, vectors), expected);
        assert_eq!(products(&columns, [vectors[2]]), [expected[2]]);
        #[cfg(target_arch = "x86_64")]
        if let Some(machine) = pulp::x86::V3::try_new() {
            assert_eq!(products_avx2(machine, &columns, vectors), expected);
        }
    }
}
