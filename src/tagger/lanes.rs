//! Products of rows of 16-bit numbers. Where a machine multiplies and adds pairs in one instruction, WebAssembly's eight numbers at
//! a time or AVX2's sixteen, that is written out; elsewhere it is left to the compiler. All versions give the same sums.

/// Eight 16-bit numbers.
pub type Lanes = [i16; 8];

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

/// The products of four rows with each of two others, all of the same length.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
pub fn products(rows: [&[Lanes]; 4], others: [&[Lanes]; 2]) -> [[i32; 4]; 2] {
    let mut products = [[0; 4]; 2];
    for (products, other) in products.iter_mut().zip(others) {
        for (product, row) in products.iter_mut().zip(rows) {
            *product = dot(row.as_flattened(), other.as_flattened());
        }
    }
    products
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    let mut sum = 0;
    for (&a, &b) in a.iter().zip(b) {
        sum += i32::from(a) * i32::from(b);
    }
    sum
}

/// The products of four rows with each of two others, all of the same length.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub fn products(rows: [&[Lanes]; 4], others: [&[Lanes]; 2]) -> [[i32; 4]; 2] {
    use std::arch::wasm32::{i32x4_add, i32x4_dot_i16x8, i32x4_splat};

    let len = rows.iter().chain(&others).map(|row| row.len()).min().unwrap_or(0);
    let (rows, others) = (rows.map(|row| &row[..len]), others.map(|row| &row[..len]));
    let mut sums = [[i32x4_splat(0); 4]; 2];
    for at in 0..len {
        let weights = rows.map(|row| load(&row[at]));
        for (sums, other) in sums.iter_mut().zip(others) {
            let other = load(&other[at]);
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = i32x4_add(*sum, i32x4_dot_i16x8(weights, other));
            }
        }
    }
    sums.map(totals)
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn load(lanes: &Lanes) -> std::arch::wasm32::v128 {
    let &[a, b, c, d, e, f, g, h] = lanes;
    std::arch::wasm32::i16x8(a, b, c, d, e, f, g, h)
}

/// The sums over the lanes of each of four vectors.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn totals([a, b, c, d]: [std::arch::wasm32::v128; 4]) -> [i32; 4] {
    use std::arch::wasm32::{i32x4_add, i32x4_extract_lane, i32x4_shuffle};

    let low = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
    let high = i32x4_add(i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
    let all = i32x4_add(i32x4_shuffle::<0, 1, 4, 5>(low, high), i32x4_shuffle::<2, 3, 6, 7>(low, high));
    [i32x4_extract_lane::<0>(all), i32x4_extract_lane::<1>(all), i32x4_extract_lane::<2>(all), i32x4_extract_lane::<3>(all)]
}

/// [`products`] on a machine with AVX2.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub fn products_avx2(machine: pulp::x86::V3, rows: [&[Lanes]; 4], others: [&[Lanes]; 2]) -> [[i32; 4]; 2] {
    use pulp::bytemuck::cast;
    use std::arch::x86_64::__m256i;

    let len = rows.iter().chain(&others).map(|row| row.len()).min().unwrap_or(0);
    let (rows, others) = (rows.map(|row| row[..len].as_chunks::<2>()), others.map(|row| row[..len].as_chunks::<2>()));
    let mut sums = [[cast::<[i32; 8], __m256i>([0; 8]); 4]; 2];
    let mut step = |weights: [[Lanes; 2]; 4], others: [[Lanes; 2]; 2]| {
        let weights = weights.map(cast::<[Lanes; 2], __m256i>);
        for (sums, other) in sums.iter_mut().zip(others.map(cast::<[Lanes; 2], __m256i>)) {
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = machine.avx2._mm256_add_epi32(*sum, machine.avx2._mm256_madd_epi16(weights, other));
            }
        }
    };
    for at in 0..len / 2 {
        step(rows.map(|(pairs, _)| pairs[at]), others.map(|(pairs, _)| pairs[at]));
    }
    if len % 2 == 1 {
        let alone = |(_, rest): (&[[Lanes; 2]], &[Lanes])| [rest[0], [0; 8]];
        step(rows.map(alone), others.map(alone));
    }
    sums.map(|sums| sums.map(|sum| cast::<__m256i, [i32; 8]>(sum).iter().sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_numbers() {
        let row = |seed: i32| -> Vec<i16> { (0..20).map(|at| ((at * 37 + seed * 101) % 4001 - 2000) as i16).collect() };
        let packed = |seed: i32| {
            let mut lanes = Vec::new();
            pack(row(seed), &mut lanes);
            lanes
        };
        let rows: [Vec<Lanes>; 4] = [packed(1), packed(2), packed(3), packed(4)];
        let others = [packed(5), packed(6)];
        let found = products(rows.each_ref().map(Vec::as_slice), others.each_ref().map(Vec::as_slice));
        let expected = |a: i32, b: i32| row(a).iter().zip(row(b)).map(|(&a, b)| i32::from(a) * i32::from(b)).sum::<i32>();
        assert_eq!(found, [5, 6].map(|b| [1, 2, 3, 4].map(|a| expected(a, b))));
        #[cfg(target_arch = "x86_64")]
        if let Some(machine) = pulp::x86::V3::try_new() {
            let rows = rows.each_ref().map(Vec::as_slice);
            assert_eq!(products_avx2(machine, rows, others.each_ref().map(Vec::as_slice)), found);
        }
    }
}
